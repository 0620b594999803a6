package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.RowBuilder;

/**
 * Which column of a model each column of an input is; some are none.
 *
 * <p>Rows are renamed after their words were split, since the split goes by the input's own ids.
 */
public final class ColumnMap implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int NONE = -1;

  private final int[] model; // by input column, NONE where the model lacks it; null: the same
  private final int columns;

  private ColumnMap(int[] model, int columns) {
    this.model = model;
    this.columns = columns;
  }

  /** Every column is itself. */
  public static ColumnMap same(int columns) {
    return new ColumnMap(null, columns);
  }

  /**
   * By the words of the columns.
   *
   * @param input the word of each input column
   * @param model the word of each model column
   */
  public static ColumnMap byWord(List<String> input, List<String> model) {
    if (input.equals(model)) {
      return same(model.size());
    }
    Map<String, Integer> index = new HashMap<>();
    for (int w = 0; w < model.size(); w++) {
      index.put(model.get(w), w);
    }
    int[] map = input.stream().mapToInt(word -> index.getOrDefault(word, NONE)).toArray();
    return new ColumnMap(map, model.size());
  }

  /** Number of the model's columns. */
  public int columns() {
    return columns;
  }

  /** The row in the model's columns; the counts of those it lacks go to {@code unseen}. */
  public DataRow rename(DataRow row, DoubleConsumer unseen) {
    if (model == null) {
      return row;
    }
    RowBuilder renamed = new RowBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = model[row.column(i)];
      if (column == NONE) {
        unseen.accept(row.value(i));
      } else {
        renamed.add(column, row.value(i));
      }
    }
    return renamed.row(row.key(), "the input");
  }
}
