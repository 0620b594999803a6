package org.sparksvi.spark.input;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/**
 * Makes rows of the records of csv files: the cells as texts, values that directories give, then
 * {@link InputTable#CONTENT}, {@link InputTable#PROBLEM} and {@link InputTable#PIECE}.
 *
 * <p>Spark's own reader has a plan with several expressions for each column, which take minutes for
 * thousands of them; the parser is the one that it uses.
 */
final class CsvReader {
  /** What is wrong where a cell goes on in another line, and lines may be in several pieces. */
  static final String LINES =
      "quotes must end in their line, but do not; input.options.multiLine = true reads cells of several lines";

  private static final char NO_CHARACTER = '\uFFFF'; // in place of bytes that are none
  private static final String BEYOND = "\n"; // ends a cell whose quote has not ended
  private static final int MOST_SHOWN = 400; // bytes of a line that is too long
  private static final int OWN =
      3; // columns before those of directories: piece, line, whether whole

  private final CSVOptions options;
  private final CsvParser parser;
  private final CharsetDecoder decoder;
  private final ColumnOrders orders;
  private final String quote;
  private String path;
  private long start;
  private int[] order; // of the columns of the file
  private boolean headerDue;
  private long records; // of the partition
  private String parsed; // the last record
  private String[] parsedCells; // its cells; null where it has none

  /** Of a partition. */
  CsvReader(CSVOptions options, ColumnOrders orders) {
    this.options = options;
    this.parser = new CsvParser(options.asParserSettings());
    this.decoder = decoder(Charset.forName(options.charset()));
    this.orders = orders;
    this.quote = options.quote() == 0 ? "" : String.valueOf(options.quote());
  }

  private static CharsetDecoder decoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .replaceWith(String.valueOf(NO_CHARACTER));
  }

  /** The characters of a stream, without a mark of their order; see {@link #isText}. */
  static Reader characters(InputStream in, String charset) throws IOException {
    Reader reader =
        new BufferedReader(new InputStreamReader(in, decoder(Charset.forName(charset))));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  /** Whether all bytes of a text were characters. */
  static boolean isText(String text) {
    return text == null || text.indexOf(NO_CHARACTER) < 0;
  }

  /** The rows of lines of files. */
  Iterator<Row> lines(Iterator<Row> lines) {
    return new CsvRecords(this, lines);
  }

  /**
   * Whether a line of a piece is no record, nor part of one: a header, a comment, an empty line.
   */
  boolean isNoRecord(Row row) {
    enter(row.getStruct(0));
    String line = text(row);
    boolean blank = line.isBlank() && !line.contains(options.delimiter()); // such as a tab
    if (blank || (options.isCommentSet() && line.charAt(0) == options.comment())) {
      return true;
    }
    boolean header = headerDue;
    headerDue = false;
    return header;
  }

  /** Whether a line has more bytes than it may. */
  boolean isTooLong(Row row) {
    byte[] bytes = row.getAs(1);
    return bytes.length > BoundedLines.LONGEST;
  }

  /** What is shown of a line that is too long. */
  String head(Row row) {
    byte[] bytes = row.getAs(1);
    return new String(bytes, 0, Math.min(bytes.length, MOST_SHOWN), decoder.charset());
  }

  /** Whether a text has a quote. */
  boolean isQuoted(String text) {
    return !quote.isEmpty() && text.contains(quote);
  }

  /** Whether a record ends within a quote. */
  boolean isOpen(String record) {
    String[] cells = isQuoted(record) ? cells(record) : null;
    String last = cells == null || cells.length == 0 ? null : cells[cells.length - 1];
    return last != null
        && last.endsWith(BEYOND)
        && !record.stripTrailing().endsWith(BEYOND + quote); // whose line break is its own
  }

  /** Whether all quotes are around cells, as RFC 4180 has it, or are escaped. */
  boolean isStrict(String record) {
    String delimiter = options.delimiter();
    int at = 0;
    while (true) {
      boolean quoted = record.startsWith(quote, at);
      int end = quoted ? closing(record, at + 1) : record.indexOf(delimiter, at);
      if (quoted
          ? end < 0
          : record.substring(at, end < 0 ? record.length() : end).contains(quote)) {
        return false;
      }
      if (end < 0 || end == record.length()) {
        return true;
      }
      if (!record.startsWith(delimiter, end)) {
        return false;
      }
      at = end + delimiter.length();
    }
  }

  /** The place behind the quote that ends a cell, or -1. */
  private int closing(String record, int from) {
    for (int i = from; i < record.length(); i++) {
      char c = record.charAt(i);
      if (c == options.escape() && record.startsWith(quote, i + 1)) {
        i++;
      } else if (c == options.quote()) {
        return i + 1;
      }
    }
    return -1;
  }

  /**
   * The row of a record.
   *
   * @param row its first line
   * @param problem what is wrong with its quotes, or null
   */
  Row record(Row row, String record, String problem) {
    return row(
        row, cells(record), record, problem == null && isQuoted(record) ? quotes(record) : problem);
  }

  private String[] cells(String record) {
    if (!record.equals(parsed)) {
      parsed = record;
      try {
        parsedCells = parser.parseLine(isQuoted(record) ? record + BEYOND : record);
      } catch (TextParsingException e) {
        parsedCells = null;
      }
    }
    return parsedCells;
  }

  private void enter(Row piece) {
    if (!piece.getString(0).equals(path) || piece.getLong(1) != start) {
      path = piece.getString(0);
      start = piece.getLong(1);
      order = orders.of(path);
      headerDue = options.headerFlag() && start == 0;
    }
  }

  /** The characters of a line. */
  String text(Row row) {
    byte[] bytes = row.getAs(1);
    String text = new String(bytes, decoder.charset());
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    try {
      return decoder.decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("the decoder replaces what is no character", e);
    }
  }

  /** What is wrong with the quotes of a record that has ended, or null. */
  private String quotes(String record) {
    String[] cells = cells(record);
    boolean ends = false;
    for (int c = 0; cells != null && c < cells.length; c++) {
      ends |= cells[c] != null && cells[c].endsWith(quote);
    }
    String unescaped =
        options.escape() == options.quote() ? record : record.replace(options.escape() + quote, "");
    return ends && unescaped.chars().filter(c -> c == options.quote()).count() % 2 == 1
        ? LINES
        : null;
  }

  /** The rows of a whole file. */
  Iterator<Row> file(Row row, Configuration configuration) throws IOException {
    enter(row.getStruct(0));
    InputStream in = FileColumns.open(new Path(java.net.URI.create(path)), configuration);
    BoundedReader characters = new BoundedReader(characters(in, options.charset()), path);
    parser.beginParsing(characters);
    if (headerDue) {
      parse(characters);
    }
    return new Iterator<>() {
      private String[] cells = parse(characters);

      @Override
      public boolean hasNext() {
        return cells != null;
      }

      @Override
      public Row next() {
        if (cells == null) {
          throw new NoSuchElementException("after the last record");
        }
        String[] now = cells;
        String record = parser.getContext().currentParsedContent();
        cells = parse(characters);
        return row(row, now, record, cells == null && isOpen(record) ? CsvRecords.ENDLESS : null);
      }
    };
  }

  private String[] parse(BoundedReader characters) {
    String[] cells = parser.parseNext();
    characters.begin();
    return cells;
  }

  private Row row(Row from, String[] cells, String record, String quotes) {
    int given = from.size() - OWN; // by directories
    int columns = order.length;
    Object[] values = new Object[columns + given + 3];
    boolean isWhole = cells != null && cells.length == columns;
    for (int c = 0; isWhole && c < columns; c++) {
      String cell = cells[order[c]];
      values[c] = Objects.equals(cell, options.nullValue()) ? null : cell;
    }
    for (int d = 0; d < given; d++) {
      values[columns + d] = from.get(OWN + d);
    }
    String problem =
        !isText(record)
            ? "text must be %s, but is not; input.options.encoding says what it is"
                .formatted(options.charset())
            : quotes != null ? quotes : isWhole ? null : "record must be valid csv, but is not";
    values[columns + given] =
        problem == null ? null : record.stripTrailing().replace(NO_CHARACTER, '\uFFFD');
    values[columns + given + 1] = problem;
    values[columns + given + 2] = RowFactory.create(path, start, records++);
    return RowFactory.create(values);
  }
}
