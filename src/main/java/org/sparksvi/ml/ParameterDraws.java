package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.kind.Draws;
import org.sparksvi.kind.Trained;
import org.sparksvi.random.Streams;

/** Draws of a model's parameters from their posterior. */
final class ParameterDraws {
  private ParameterDraws() {}

  /** Rows of draws, a column for each parameter: those of {@code svi sample}. */
  static Dataset<Row> of(Trained<?, ?, ?> trained, int draws, long seed) {
    if (draws < 0) {
      throw new IllegalArgumentException("draws must not be negative, but are " + draws);
    }
    Draws.Parameters of = (Draws.Parameters) trained.draws(new Draws.Request(0, false));
    int width = of.names().size();
    double[] all = new double[Math.multiplyExact(draws, width)];
    of.source().open().draw(new Streams(seed), 0, draws, all);
    StructType type = new StructType();
    for (String name : of.names()) {
      type = type.add(name, DataTypes.DoubleType, false);
    }
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < draws; r++) {
      rows.add(
          RowFactory.create(
              Arrays.stream(all, r * width, (r + 1) * width).boxed().toArray(Object[]::new)));
    }
    return SparkSession.active().createDataFrame(rows, type);
  }
}
