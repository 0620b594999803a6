package org.sparksvi.spark.input;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/**
 * How csv files are read: RFC 4180, with a header, unless options say otherwise.
 *
 * <p>Spark trusts the first file's header for all of them. Here each file's own is read, so that
 * columns are known by their names.
 */
final class CsvFiles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int COLUMNS = 1 << 20; // most there can be
  private static final int NAME_LENGTH = 1 << 16; // most characters of a column's name
  private static final int FEW_COLUMNS = 1 << 10; // room for more costs a file milliseconds

  /** What a user can do about files of other columns. */
  static final String HINT = "; input.options.header = false says that files have no header";

  private final TreeMap<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final boolean headerGiven;

  /** With options of Spark's reader. */
  CsvFiles(Map<String, String> given) {
    options.put("escape", "\"");
    options.putAll(given);
    headerGiven = options.putIfAbsent("header", "true") != null;
    String charset = options.getOrDefault("encoding", options.getOrDefault("charset", ""));
    if (charset.toUpperCase(Locale.ROOT).matches("UTF-?(16|32).*")) {
      options.put("multiLine", "true"); // their bytes are not to be cut at line feeds
    }
  }

  /** Options of Spark's reader for files of so many columns. */
  Map<String, String> reading(int columns) {
    TreeMap<String, String> all = new TreeMap<>(options);
    all.putIfAbsent("maxColumns", Integer.toString(Math.max(20_480, 2 * columns)));
    return all;
  }

  private boolean is(String option) {
    return Boolean.parseBoolean(options.get(option));
  }

  boolean hasHeader() {
    return is("header");
  }

  boolean isOfLines() {
    return !is("multiLine");
  }

  /** Reads the files of a partition. */
  CsvReader reader(ColumnOrders orders) {
    return new CsvReader(parsing(reading(orders.columns())), orders);
  }

  private static CSVOptions parsing(Map<String, String> options) {
    return new CSVOptions(
        scala.collection.immutable.Map.from(
            scala.jdk.javaapi.CollectionConverters.asScala(options)),
        false,
        "UTC");
  }

  /** The columns of a file. */
  List<String> columns(Path file, Configuration configuration) throws IOException {
    CSVOptions spark = parsing(options);
    String[] cells = firstRecord(file, configuration, spark);
    List<String> names = new ArrayList<>();
    for (int c = 0; cells != null && c < cells.length; c++) {
      String cell = cells[c] == null ? "" : cells[c].strip();
      names.add(!spark.headerFlag() || cell.isEmpty() ? "_c" + c : cell);
    }
    return names;
  }

  /** Null where there is none. A parser has room for as many columns as it may meet. */
  private static String[] firstRecord(Path file, Configuration configuration, CSVOptions spark)
      throws IOException {
    for (int room = FEW_COLUMNS; ; room = COLUMNS) {
      CsvParserSettings settings = spark.asParserSettings();
      settings.setMaxColumns(room);
      if (spark.headerFlag()) {
        settings.setMaxCharsPerColumn(NAME_LENGTH);
      }
      CsvParser parser = new CsvParser(settings);
      try (InputStream in = FileColumns.open(file, configuration)) {
        parser.beginParsing(
            new BoundedReader(CsvReader.characters(in, spark.charset()), file.toString()));
        return parser.parseNext();
      } catch (TextParsingException e) {
        if (e.getCause() instanceof InputException known) {
          throw known;
        }
        if (room == COLUMNS) {
          throw new IllegalArgumentException(
              "the first row must be at most %d names of columns, each of at most %d characters; input.options.header = false says that there are none"
                  .formatted(COLUMNS, NAME_LENGTH),
              e);
        }
      } finally {
        parser.stopParsing();
      }
    }
  }

  /** Refuses rows that were taken for a header, and what else cannot be one. */
  void requireHeader(String place, List<String> names) {
    if (!names.stream().allMatch(CsvReader::isText)) {
      throw new InputException(
          place,
          "the header must be %s, but is not; input.options.encoding says what it is"
              .formatted(parsing(options).charset()));
    }
    if (names.stream().anyMatch(name -> name.indexOf('\n') >= 0) && !is("multiLine")) {
      throw new InputException(
          place,
          "the header must be one line, but has a cell with a line break; input.options.multiLine = true reads it");
    }
    if (is("header") && !headerGiven && looksLikeNumbers(names)) {
      throw new InputException(
          place,
          "the first row must be the names of the columns, but is %s; input.options.header = false says that there is no header, = true that it is one"
              .formatted(names.stream().limit(10).toList()));
    }
  }

  /** Whether names are numbers that nobody calls columns by: not 0, 1, ... or 2019, 2020, ... */
  private static boolean looksLikeNumbers(List<String> names) {
    NumberCells cells = NumberCells.of(List.of(), Map.of());
    double before = Double.NEGATIVE_INFINITY;
    for (String name : names) {
      if (cells.kind(name) != NumberCells.Kind.NUMBER) {
        return false;
      }
      double number = Double.parseDouble(name);
      if (number <= before || number < 0 || number != Math.rint(number)) {
        return true;
      }
      before = number;
    }
    return false;
  }
}
