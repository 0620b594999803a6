package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * How many numbers and texts there are in columns of cells.
 *
 * <p>A column is of numbers where it has at least as many of them as of texts. A cell that would be
 * a number, or missing, if a key said so, counts as such: whoever reads it then names the key.
 */
final class CellCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] numbers;
  private final long[] texts;

  CellCounts(int columns) {
    this.numbers = new long[columns];
    this.texts = new long[columns];
  }

  /** Of all columns of some rows of texts. */
  static CellCounts of(Iterator<Row> rows, int columns, NumberCells cells) {
    CellCounts counts = new CellCounts(columns);
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int c = 0; c < columns; c++) {
        counts.add(c, cells.likely(row.getString(c)));
      }
    }
    return counts;
  }

  int columns() {
    return numbers.length;
  }

  void add(int column, NumberCells.Kind kind) {
    switch (kind) {
      case NUMBER -> numbers[column]++;
      case TEXT -> texts[column]++;
      case MISSING -> {}
    }
  }

  CellCounts add(CellCounts other) {
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] += other.numbers[c];
      texts[c] += other.texts[c];
    }
    return this;
  }

  /** Whether every column has a cell that says what it is of. */
  boolean tellOfAll() {
    return IntStream.range(0, numbers.length).allMatch(c -> numbers[c] + texts[c] > 0);
  }

  boolean isOfNumbers(int column) {
    return numbers[column] > 0 && numbers[column] >= texts[column];
  }

  /** Refuses a column that was left out as one of texts by its first rows, and is none. */
  static IngestTally requireTexts(IngestTally tally, List<String> columns, String place) {
    if (columns.isEmpty()) {
      return tally;
    }
    CellCounts met = tally.cells(columns.size());
    for (int c = 0; c < columns.size(); c++) {
      if (met.isOfNumbers(c)) {
        throw new InputException(
            place,
            "column '%s' must be of numbers or of texts, but is of texts in its first rows, and has %d numbers and %d texts in all; input.columns says which columns to read"
                .formatted(columns.get(c), met.numbers[c], met.texts[c]));
      }
    }
    return tally;
  }
}
