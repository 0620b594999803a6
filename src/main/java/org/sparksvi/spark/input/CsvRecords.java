package org.sparksvi.spark.input;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * The records of csv files that are read by lines.
 *
 * <p>Lines are joined while a quote has not ended, where a file is read in one piece. A file in
 * several pieces is not: nobody knows whether a piece begins within a quote.
 */
final class CsvRecords implements Iterator<Row> {
  /** What is wrong where a quote ends nowhere. */
  static final String ENDLESS = "quotes must end, but do not";

  private static final int MOST_LINES = 1000; // of a record; a quote in excess is found here
  private static final int WHOLE = 2; // place of whether the piece is the whole file

  private final CsvReader reader;
  private final Iterator<Row> lines;
  private final Deque<Row> again = new ArrayDeque<>(); // lines that were joined in vain
  private Row ready;

  CsvRecords(CsvReader reader, Iterator<Row> lines) {
    this.reader = reader;
    this.lines = lines;
  }

  private boolean hasLine() {
    return !again.isEmpty() || lines.hasNext();
  }

  private Row line() {
    return again.isEmpty() ? lines.next() : again.pop();
  }

  @Override
  public boolean hasNext() {
    while (ready == null && hasLine()) {
      Row line = line();
      ready = reader.isNoRecord(line) ? null : record(line);
    }
    return ready != null;
  }

  private Row record(Row line) {
    if (reader.isTooLong(line)) {
      return reader.record(line, reader.head(line), BoundedLines.TOO_LONG);
    }
    String text = reader.text(line);
    if (!reader.isOpen(text)) {
      return reader.record(line, text, null);
    }
    if (!line.getBoolean(WHOLE)) {
      return reader.record(line, text, CsvReader.LINES);
    }
    StringBuilder record = new StringBuilder(text);
    List<Row> joined = new ArrayList<>();
    while (joined.size() < MOST_LINES && hasLine()) {
      Row next = line();
      joined.add(next);
      if (!next.getStruct(0).getString(0).equals(line.getStruct(0).getString(0))) {
        break; // another file
      }
      if (reader.isTooLong(next) || record.length() > BoundedLines.LONGEST) {
        break;
      }
      String more = reader.text(next);
      record.append('\n').append(more);
      if (reader.isQuoted(more) && !reader.isOpen(record.toString())) {
        if (reader.isStrict(record.toString())) {
          return reader.record(line, record.toString(), null);
        }
        break; // a quote in excess, here or there
      }
    }
    for (int i = joined.size() - 1; i >= 0; i--) {
      again.push(joined.get(i));
    }
    return reader.record(line, text, ENDLESS);
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("after the last record");
    }
    Row row = ready;
    ready = null;
    return row;
  }
}
