package org.sparksvi.spark.input;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.RowRoles;
import org.sparksvi.data.ValueRule;
import org.sparksvi.random.RowKeys;

/**
 * Structs of values, with a weight behind them, then roles, columns that are to hold no number, and
 * a key where there are some, turned into rows of numbers.
 *
 * @param inVector whether the first value is a vector or an array that holds all numbers
 * @param names of the columns; empty for any number of them
 * @param features what columns become, where each number has one
 * @param weight name of the weights' column; empty where every row weighs 1
 * @param roles columns of the roles; null where rows have none
 * @param allowMissing whether null and NaN are missing values
 * @param optional columns that may hold none even where others may not
 * @param rule what scaled values must be
 * @param scale what values are divided by
 * @param cells how cells become numbers
 * @param texts columns that were left out because they are texts; their cells are counted
 * @param keyed whether the last one is a key; otherwise it is a hash of the content
 * @param firstEntry the number of a vector's first entry, where columns have no names
 */
record DenseParser(
    boolean inVector,
    List<String> names,
    Features features,
    String weight,
    RoleSettings roles,
    boolean allowMissing,
    List<String> optional,
    ValueRule rule,
    double scale,
    NumberCells cells,
    List<String> texts,
    boolean keyed,
    int firstEntry)
    implements RowParser {

  /** Columns behind the values: the weight, and what else there is. */
  private int behind() {
    return 1 + (roles != null ? RoleSettings.COLUMNS : 0) + texts.size() + (keyed ? 1 : 0);
  }

  @Override
  public DataRow parse(Row row, IngestTally tally) throws Refused {
    count(row.getStruct(0), tally);
    return parse(row.getStruct(0));
  }

  /** Counts what the cells of columns of texts are. */
  private void count(Row row, IngestTally tally) {
    int from = row.size() - texts.size() - (keyed ? 1 : 0);
    for (int c = 0; c < texts.size(); c++) {
      tally.cells(texts.size()).add(c, cells.likely(row.getString(from + c)));
    }
  }

  /** The row of a struct. */
  DataRow parse(Row row) throws Refused {
    int at = row.size() - behind();
    if (roles != null && roles.sparse()) {
      return sparse(row, at);
    }
    double[] values = inVector ? vector(row) : features.of(row, names.size(), cells, allowMissing);
    for (int c = 0; c < values.length; c++) {
      values[c] = accepted(c, values[c]);
    }
    double weighs = weight(row, at);
    if (roles != null) {
      RowRoles given = roles.of(row, at + 1, cells);
      weighs *= roles.trials(row, at + 1, cells);
      long key = key(row, null, values, weighs, given);
      return DataRow.numbers(key, values, weighs).with(given);
    }
    long key = keyed ? row.getLong(row.size() - 1) : RowKeys.ofNumbers(values, weighs);
    return DataRow.numbers(key, values, weighs);
  }

  private DataRow sparse(Row row, int at) throws Refused {
    requireVector(row.get(0));
    int[] indices = row.get(0) instanceof SparseVector sparse ? sparse.indices() : null;
    double[] values = indices == null ? vector(row) : ((SparseVector) row.get(0)).values();
    int[] columns = new int[values.length];
    double[] kept = new double[values.length];
    int size = 0;
    for (int i = 0; i < values.length; i++) {
      int column = indices == null ? i : indices[i];
      double value = accepted(column, values[i]);
      if (value != 0) {
        columns[size] = column;
        kept[size++] = value;
      }
    }
    columns = Arrays.copyOf(columns, size);
    kept = Arrays.copyOf(kept, size);
    RowRoles given = roles.of(row, at + 1, cells);
    double weighs = weight(row, at) * roles.trials(row, at + 1, cells);
    return DataRow.sparse(key(row, columns, kept, weighs, given), columns, kept, weighs)
        .with(given);
  }

  private long key(Row row, int[] columns, double[] values, double weighs, RowRoles given) {
    return keyed
        ? row.getLong(row.size() - 1)
        : RowKeys.ofRoles(
            columns,
            values,
            weighs,
            given.response(),
            given.offset(),
            given.group(),
            given.subgroup());
  }

  /** A value in its one form: scaled, one NaN, no -0. */
  private double accepted(int column, double given) throws Refused {
    double value = inVector ? cells.known(given) : given; // cells of their own are known already
    if (Double.isInfinite(value)
        || (Double.isNaN(value) && !allowMissing && !optional.contains(name(column)))) {
      throw new Refused(
          Double.isNaN(value)
              ? "column '%s' must be a finite number, but is missing or NaN; this kind of model takes no missing values"
                  .formatted(name(column))
              : "column '%s' must be a finite number, but is %s".formatted(name(column), value));
    }
    if (Double.isNaN(value)) {
      return Double.NaN;
    }
    if (Math.abs(value) > ValueRule.LARGEST) {
      throw new Refused(
          "column '%s' must be at most %s in size, but is %s"
              .formatted(name(column), ValueRule.LARGEST, value));
    }
    double scaled = value / scale + 0.0;
    String broken = rule.broken(scaled);
    if (!broken.isEmpty()) {
      throw new Refused(
          "column '%s' must be %s, but is %s".formatted(name(column), broken, scaled));
    }
    return scaled;
  }

  private double weight(Row row, int at) throws Refused {
    if (weight.isEmpty()) {
      return 1;
    }
    double weighs = cells.number(row.get(at), weight);
    if (!(weighs >= 0 && weighs <= ValueRule.LARGEST)) {
      throw new Refused(
          "weight '%s' must be finite, not negative and at most %s, but is %s"
              .formatted(weight, ValueRule.LARGEST, weighs));
    }
    return weighs;
  }

  /** The row of a struct, if it is acceptable. */
  Optional<DataRow> accepted(Row row) {
    try {
      return Optional.of(parse(row));
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  @Override
  public int width(Row row) {
    return inVector ? VectorParser.width(row.getStruct(0).get(0)) : names.size();
  }

  private String name(int column) {
    return column < names.size() ? names.get(column) : Integer.toString(column + firstEntry);
  }

  private double[] vector(Row row) throws Refused {
    Object value = row.get(0);
    requireVector(value);
    if (value instanceof Vector vector) {
      return vector.toArray().clone();
    }
    double[] values = new double[VectorParser.width(value)];
    scala.collection.Iterator<?> elements = ((scala.collection.Seq<?>) value).iterator();
    for (int c = 0; c < values.length; c++) {
      values[c] = cells.number(elements.next(), name(c));
    }
    return values;
  }

  private void requireVector(Object value) throws Refused {
    if (value == null) {
      throw new Refused("vector is null; every row must have one");
    }
    int size = VectorParser.width(value);
    if (!names.isEmpty() && size != names.size()) {
      throw new Refused(
          "vector has %d entries; every row must have %d".formatted(size, names.size()));
    }
    if (size == 0) {
      throw new Refused("vector has no entries; every row must have one at least");
    }
  }

  @Override
  public String show(Row row) {
    Row struct = row.getStruct(0);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < struct.size() - behind(); i++) {
      Object value = struct.get(i);
      text.append(i == 0 ? "" : ",");
      text.append(
          value instanceof scala.collection.Seq<?> || value instanceof Vector
              ? VectorParser.show(value)
              : value == null ? "" : value);
    }
    return text.toString();
  }
}
