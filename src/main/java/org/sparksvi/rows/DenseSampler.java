package org.sparksvi.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Sampler;
import org.sparksvi.model.RowDraws;
import org.sparksvi.random.Streams;

/** Draws rows of numbers in the columns and units of the rows that a model was trained on. */
public final class DenseSampler implements Sampler {
  private static final long serialVersionUID = 1L;

  private final List<String> names;
  private final double scale;
  private final transient Optional<Pixels> pixels; // for the driver
  private final Source source;
  private transient RowDraws draws; // derived once an executor

  /** Makes draws of a model and its parameters; sent to executors. */
  @FunctionalInterface
  public interface Source extends Serializable {
    RowDraws open();
  }

  /**
   * Rows like those trained on.
   *
   * @param rows their settings as the model was published with
   */
  public DenseSampler(NumberSettings rows, Vocabulary names, Source source) {
    this.names = List.copyOf(names.words());
    this.scale = rows.divisor();
    this.pixels = rows.image().map(shape -> new Pixels(shape, rows.white()));
    this.source = source;
  }

  @Override
  public StructType columns() {
    StructType columns = new StructType();
    for (String name : names) {
      columns = columns.add(name, DataTypes.DoubleType, false);
    }
    return columns;
  }

  @Override
  public List<Row> draw(Streams streams, long from, int rows) {
    int width = names.size();
    double[] values = new double[rows * width];
    draws().draw(streams, from, rows, values);
    List<Row> drawn = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      Object[] row = new Object[width];
      for (int c = 0; c < width; c++) {
        row[c] = scale * values[r * width + c];
      }
      drawn.add(RowFactory.create(row));
    }
    return drawn;
  }

  private synchronized RowDraws draws() {
    if (draws == null) {
      draws = source.open();
    }
    return draws;
  }

  @Override
  public Optional<Pixels> pixels() {
    return pixels;
  }
}
