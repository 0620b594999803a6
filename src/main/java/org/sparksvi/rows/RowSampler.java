package org.sparksvi.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.kind.Draws;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.RowDraws;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.Streams;

/**
 * Draws new rows in the columns and units of the rows that a model was trained on; documents as a
 * column of text. One instance serves all tasks of an executor.
 */
public final class RowSampler implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final StructType TEXT = new StructType().add("text", DataTypes.StringType, false);
  private static final int TOGETHER = 64; // rows whose counts are held at a time

  private final List<String> names;
  private final double scale;
  private final Draws draws;
  private transient Drawing drawing; // derived once an executor

  private RowSampler(List<String> names, double scale, Draws draws) {
    this.names = List.copyOf(names);
    this.scale = scale;
    this.draws = draws;
  }

  /** Rows like those that a model was trained on. */
  public static RowSampler of(Trained<?, ?, ?> trained, Draws draws) {
    return draws instanceof Draws.Parameters parameters
        ? new RowSampler(parameters.names(), 1, draws)
        : new RowSampler(trained.names().words(), trained.form().scale(), draws);
  }

  /** Draws consecutive rows; a row depends on the seed and its number alone. */
  private interface Drawing {
    List<Row> draw(Streams streams, long from, int rows);
  }

  /** The columns of a drawn row. */
  public StructType columns() {
    if (draws instanceof Draws.Counts || draws instanceof Draws.Words) {
      return TEXT;
    }
    StructType columns = new StructType();
    for (String name : names) {
      columns = columns.add(name, DataTypes.DoubleType, false);
    }
    return columns;
  }

  /** Consecutive rows; a row depends on the seed and its number alone. */
  public List<Row> draw(Streams streams, long from, int rows) {
    return drawing().draw(streams, from, rows);
  }

  private synchronized Drawing drawing() {
    if (drawing == null) {
      drawing = open();
    }
    return drawing;
  }

  private Drawing open() {
    if (draws instanceof Draws.Numbers numbers) {
      RowDraws opened = numbers.source().open();
      return (streams, from, rows) -> numbers(opened, streams, from, rows);
    }
    if (draws instanceof Draws.Parameters parameters) {
      RowDraws opened = parameters.source().open();
      return (streams, from, rows) -> numbers(opened, streams, from, rows);
    }
    if (draws instanceof Draws.Counts counts) {
      RowDraws opened = counts.source().open();
      return (streams, from, rows) -> counts(opened, streams, from, rows);
    }
    Draws.WordDraws opened = ((Draws.Words) draws).source().open();
    return (streams, from, rows) -> words(opened, streams, from, rows);
  }

  private List<Row> numbers(RowDraws opened, Streams streams, long from, int rows) {
    int width = names.size();
    double[] values = new double[rows * width];
    opened.draw(streams, from, rows, values);
    List<Row> drawn = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      Object[] row = new Object[width];
      for (int c = 0; c < width; c++) {
        double value = scale * values[r * width + c];
        if (!Double.isFinite(value)) {
          throw new ArithmeticException(
              "'%s' of drawn row %d must be finite, but is %s: what was learnt has no such numbers in a double"
                  .formatted(names.get(c), from + r, value));
        }
        row[c] = value;
      }
      drawn.add(RowFactory.create(row));
    }
    return drawn;
  }

  private List<Row> counts(RowDraws opened, Streams streams, long from, int rows) {
    int width = names.size();
    double[] counts = new double[Math.min(TOGETHER, rows) * width];
    List<Row> drawn = new ArrayList<>();
    for (int done = 0; done < rows; done += TOGETHER) {
      int some = Math.min(TOGETHER, rows - done);
      opened.draw(streams, from + done, some, counts);
      for (int r = 0; r < some; r++) {
        drawn.add(RowFactory.create(text(counts, r * width)));
      }
    }
    return drawn;
  }

  /** Each word as often as it was drawn. */
  private String text(double[] counts, int from) {
    StringJoiner text = new StringJoiner(" ");
    for (int w = 0; w < names.size(); w++) {
      for (long left = Math.round(counts[from + w]); left > 0; left--) {
        text.add(names.get(w));
      }
    }
    return text.toString();
  }

  /** The words of each document, in no order that means anything. */
  private List<Row> words(Draws.WordDraws opened, Streams streams, long from, int rows) {
    List<Row> drawn = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      int[] columns = opened.draw(streams.stream(Purpose.DRAW, from + r));
      drawn.add(
          RowFactory.create(
              Arrays.stream(columns).mapToObj(names::get).collect(Collectors.joining(" "))));
    }
    return drawn;
  }
}
