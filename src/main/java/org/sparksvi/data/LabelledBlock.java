package org.sparksvi.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rows of numbers with roles: features, dense or sparse, and of each row a weight, a response, an
 * offset and a group.
 *
 * <p>Sparse features are real numbers, also negative ones; what is not stored is 0. Accessors
 * return the live arrays; nobody writes to them.
 */
public final class LabelledBlock implements Block {
  private final int id;
  private final int columns;
  private final long[] keys; // rows
  private final double[] weights; // rows
  private final double[] responses; // rows; NaN where not known
  private final double[] offsets; // rows
  private final long[] groups; // rows
  private final long[] subgroups; // rows; empty where all of them are 0
  private final double[] dense; // rows × columns, row-major; null of sparse rows
  private final SparseEntries sparse; // null of dense rows
  private final double weight; // Σ weights, in the order of the rows

  /**
   * What rows have besides features, by row.
   *
   * @param keys name the rows
   * @param weights finite and not negative
   * @param responses finite, or NaN where not known
   * @param offsets finite
   * @param groups numbers of groups
   * @param subgroups numbers of parts of groups; empty where there are none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Sides(
      long[] keys,
      double[] weights,
      double[] responses,
      double[] offsets,
      long[] groups,
      long[] subgroups) {
    /** Of groups without parts. */
    public Sides(
        long[] keys, double[] weights, double[] responses, double[] offsets, long[] groups) {
      this(keys, weights, responses, offsets, groups, new long[0]);
    }
  }

  /** Dense rows; keeps the arrays. The values may be NaN, where they are missing. */
  public LabelledBlock(int id, int columns, Sides sides, double[] values) {
    this(id, columns, sides, values, null);
    int rows = keys.length;
    if (columns < 1 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "array 'values' of block %d must have %d x %d values, but has %d"
              .formatted(id, rows, columns, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      require(!Double.isInfinite(values[i]), "values", "hold no infinity", i / columns);
    }
  }

  /** Sparse rows; keeps the arrays. */
  public LabelledBlock(int id, int columns, Sides sides, SparseEntries entries) {
    this(id, columns, sides, null, entries);
    entries.check(id, keys.length, columns, "values", Double::isFinite, "finite values");
  }

  private LabelledBlock(int id, int columns, Sides sides, double[] dense, SparseEntries sparse) {
    this.id = id;
    this.columns = columns;
    this.keys = sides.keys();
    this.weights = sides.weights();
    this.responses = sides.responses();
    this.offsets = sides.offsets();
    this.groups = sides.groups();
    this.subgroups = sides.subgroups();
    this.dense = dense;
    this.sparse = sparse;
    int rows = keys.length;
    if (weights.length != rows
        || responses.length != rows
        || offsets.length != rows
        || groups.length != rows
        || (subgroups.length != rows && subgroups.length != 0)) {
      throw new IllegalArgumentException(
          "weights, responses, offsets, groups and their parts, if any, of block %d must be %d, as its rows are, but are %d, %d, %d, %d and %d"
              .formatted(
                  id,
                  rows,
                  weights.length,
                  responses.length,
                  offsets.length,
                  groups.length,
                  subgroups.length));
    }
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      require(
          weights[r] >= 0 && weights[r] < Double.POSITIVE_INFINITY,
          "weights",
          "be finite and not negative",
          r);
      require(!Double.isInfinite(responses[r]), "responses", "hold no infinity", r);
      require(Double.isFinite(offsets[r]), "offsets", "be finite", r);
      sum += weights[r];
    }
    this.weight = sum;
  }

  private void require(boolean holds, String array, String rule, int row) {
    if (!holds) {
      throw new IllegalArgumentException(
          "array '%s' of block %d must %s, but does not at row %d".formatted(array, id, rule, row));
    }
  }

  /** Builds one block of rows that are all dense or all sparse; copies them. */
  public static LabelledBlock of(int id, int columns, List<DataRow> rows) {
    Sides sides =
        new Sides(
            rows.stream().mapToLong(DataRow::key).toArray(),
            rows.stream().mapToDouble(DataRow::weight).toArray(),
            rows.stream().mapToDouble(row -> row.roles().response()).toArray(),
            rows.stream().mapToDouble(row -> row.roles().offset()).toArray(),
            rows.stream().mapToLong(row -> row.roles().group()).toArray(),
            subgroups(rows));
    boolean sparse = rows.get(0).isSparse();
    for (DataRow row : rows) {
      if (row.isSparse() != sparse) {
        throw new IllegalArgumentException(
            "the rows of block %d must be all sparse or all dense, but row %d is not as the first"
                .formatted(id, row.key()));
      }
    }
    return sparse
        ? new LabelledBlock(id, columns, sides, SparseEntries.of(rows))
        : new LabelledBlock(id, columns, sides, DenseBlock.values(columns, rows));
  }

  private static long[] subgroups(List<DataRow> rows) {
    long[] subgroups = rows.stream().mapToLong(row -> row.roles().subgroup()).toArray();
    return Arrays.stream(subgroups).allMatch(number -> number == 0) ? new long[0] : subgroups;
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public int rows() {
    return keys.length;
  }

  @Override
  public double weight() {
    return weight;
  }

  /** The weight: a row is the unit of observation. */
  @Override
  public double units() {
    return weight;
  }

  @Override
  public LabelledBlock single(int row, int id) {
    return some(row, row + 1, id);
  }

  @Override
  public String text(int row) {
    String features =
        sparse == null
            ? DataRow.of(keys[row], Arrays.copyOfRange(dense, row * columns, (row + 1) * columns))
                .toString()
            : sparse.text(row);
    return Double.isNaN(responses[row]) ? features : "%s -> %s".formatted(features, responses[row]);
  }

  /** Consecutive rows as a block of their own; copies them. */
  LabelledBlock some(int from, int to, int id) {
    Sides sides =
        new Sides(
            Arrays.copyOfRange(keys, from, to),
            Arrays.copyOfRange(weights, from, to),
            Arrays.copyOfRange(responses, from, to),
            Arrays.copyOfRange(offsets, from, to),
            Arrays.copyOfRange(groups, from, to),
            subgroups.length == 0 ? subgroups : Arrays.copyOfRange(subgroups, from, to));
    return sparse == null
        ? new LabelledBlock(
            id, columns, sides, Arrays.copyOfRange(dense, from * columns, to * columns))
        : new LabelledBlock(id, columns, sides, sparse.some(from, to));
  }

  public int columns() {
    return columns;
  }

  /** Keys, weights, responses, offsets, groups and their parts, by row. */
  public Sides sides() {
    return new Sides(keys, weights, responses, offsets, groups, subgroups);
  }

  /** Features, rows × columns, row-major, NaN where missing; empty of sparse rows. */
  public Optional<double[]> dense() {
    return Optional.ofNullable(dense);
  }

  /** Features that are not 0; empty of dense rows. */
  public Optional<SparseEntries> sparse() {
    return Optional.ofNullable(sparse);
  }
}
