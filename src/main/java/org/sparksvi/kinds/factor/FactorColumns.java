package org.sparksvi.kinds.factor;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.sparksvi.models.factor.FactorOutput;
import org.sparksvi.rows.DenseTransform;

/** The columns that a factor model adds to a row. */
final class FactorColumns {
  private FactorColumns() {}

  static DenseTransform of(int factors, int columns) {
    return new DenseTransform(
        List.of(
            field("latentMean", SQLDataTypes.VectorType()),
            field("latentCovariance", SQLDataTypes.VectorType()),
            field("logDensity", DataTypes.DoubleType),
            field("imputed", SQLDataTypes.VectorType())),
        (output, from) -> {
          FactorOutput at = new FactorOutput(factors, columns);
          return new Object[] {
            Vectors.dense(Arrays.copyOfRange(output, from, from + factors)),
            covariance(output, from + at.covariance(), factors),
            output[from + at.logDensity()],
            Vectors.dense(Arrays.copyOfRange(output, from + at.imputed(), from + at.columns()))
          };
        });
  }

  private static StructField field(String name, DataType type) {
    return new StructField(name, type, false, Metadata.empty());
  }

  /** Factors × factors, row-major, of the lower triangle by rows. */
  private static Vector covariance(double[] output, int from, int factors) {
    double[] all = new double[factors * factors];
    int at = from;
    for (int i = 0; i < factors; i++) {
      for (int j = 0; j <= i; j++) {
        all[i * factors + j] = output[at];
        all[j * factors + i] = output[at++];
      }
    }
    return Vectors.dense(all);
  }
}
