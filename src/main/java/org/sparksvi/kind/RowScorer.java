package org.sparksvi.kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.model.Column;
import org.sparksvi.random.RowKeys;

/**
 * Says the posterior of rows in this process, without Spark: the same numbers as {@code svi
 * transform}. Safe for many threads.
 */
public final class RowScorer {
  private final RowType<?, ?> type;
  private final Vocabulary names;
  private final double scale;
  private final RowPosteriors<?> posteriors;

  RowScorer(Trained<?, ?, ?> trained, RowPosteriors<?> posteriors) {
    this.type = trained.rows();
    this.names = trained.names();
    this.scale = trained.form().scale();
    this.posteriors = posteriors;
  }

  /**
   * What a model says of one row.
   *
   * @param columns names and types of the cells
   * @param cells {@code double[]}, {@code Double} or {@code Integer}; null where there is none
   */
  public record Scores(List<Column> columns, List<Object> cells) {

    /** A vector, by its name. */
    public double[] vector(String name) {
      return (double[]) cell(name);
    }

    /** A number, by its name; NaN where there is none. */
    public double number(String name) {
      Object cell = cell(name);
      return cell == null ? Double.NaN : ((Number) cell).doubleValue();
    }

    private Object cell(String name) {
      for (int c = 0; c < columns.size(); c++) {
        if (columns.get(c).name().equals(name)) {
          return cells.get(c);
        }
      }
      throw new IllegalArgumentException(
          "column '%s' must be one of %s"
              .formatted(name, columns.stream().map(Column::name).toList()));
    }
  }

  /** The columns that rows receive. */
  public List<Column> columns() {
    return posteriors.columns();
  }

  /**
   * Of a row of numbers.
   *
   * @param values one for each column, in the units of the input; NaN where missing
   * @throws IllegalArgumentException where they are not rows of this model
   */
  public Scores score(double... values) {
    return scoreAll(List.of(values)).get(0);
  }

  /** Of rows of numbers; see {@link #score(double...)}. */
  public List<Scores> scoreAll(List<double[]> rows) {
    require(!type.words(), "numbers");
    List<DataRow> read = rows.stream().map(this::row).toList();
    return type.grouped() // no group is given: each is one of its own
        ? read.stream().flatMap(row -> scores(List.of(row)).stream()).toList()
        : scores(read);
  }

  private DataRow row(double[] values) {
    if (values.length != names.size()) {
      throw new IllegalArgumentException(
          "a row must have a value for each of %d columns, but has %d"
              .formatted(names.size(), values.length));
    }
    double[] scaled = new double[values.length];
    for (int c = 0; c < scaled.length; c++) {
      if (Double.isInfinite(values[c]) || (Double.isNaN(values[c]) && !type.missing())) {
        throw new IllegalArgumentException(
            "column '%s' must be a finite number, but is %s".formatted(names.word(c), values[c]));
      }
      scaled[c] = Double.isNaN(values[c]) ? Double.NaN : values[c] / scale + 0.0; // no -0
    }
    return DataRow.numbers(RowKeys.ofNumbers(scaled, 1), scaled, 1);
  }

  /**
   * Of a row of counts.
   *
   * @param counts of words by their columns
   * @throws IllegalArgumentException where they are not rows of this model
   */
  public Scores score(Map<Integer, Double> counts) {
    require(type.words(), "counts");
    TreeMap<Integer, Double> sorted = new TreeMap<>(counts);
    sorted.values().removeIf(count -> count == 0);
    int[] places = sorted.keySet().stream().mapToInt(c -> c).toArray();
    double[] values = sorted.values().stream().mapToDouble(v -> v).toArray();
    if (places.length > 0 && places[places.length - 1] >= names.size()) {
      throw new IllegalArgumentException(
          "a column must be below %d, the model's words, but is %d"
              .formatted(names.size(), places[places.length - 1]));
    }
    return scores(List.of(RowPosteriors.counts(places, values))).get(0);
  }

  /** Of the words of a document; those that the model lacks are left out. */
  public Scores score(List<String> words) {
    TreeMap<Integer, Double> counts = new TreeMap<>();
    for (String word : words) {
      int column = names.indexOf(word);
      if (column >= 0) {
        counts.merge(column, 1.0, Double::sum);
      }
    }
    return score(counts);
  }

  private List<Scores> scores(List<DataRow> rows) {
    List<Scores> scores = new ArrayList<>();
    for (Object[] cells : posteriors.of(rows, "the rows to score")) {
      scores.add(
          new Scores(posteriors.columns(), Collections.unmodifiableList(Arrays.asList(cells))));
    }
    return scores;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("rows of this model are not " + what);
    }
  }
}
