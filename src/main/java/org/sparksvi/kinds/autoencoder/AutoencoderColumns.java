package org.sparksvi.kinds.autoencoder;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.models.autoencoder.AutoencoderOutput;

/** The columns that an autoencoder adds to a row. */
final class AutoencoderColumns {
  static final StructType ADDED =
      new StructType()
          .add("latentMean", SQLDataTypes.VectorType(), false)
          .add("latentVariance", SQLDataTypes.VectorType(), false)
          .add("reconstruction", SQLDataTypes.VectorType(), false)
          .add("logDensity", DataTypes.DoubleType, false);

  private AutoencoderColumns() {}

  static List<String> names() {
    return List.of(ADDED.fieldNames());
  }

  /** Their values, from the model's output. */
  static Object[] values(AutoencoderOutput at, double[] output, int from) {
    return new Object[] {
      Vectors.dense(Arrays.copyOfRange(output, from, from + at.variances())),
      Vectors.dense(Arrays.copyOfRange(output, from + at.variances(), from + at.reconstruction())),
      Vectors.dense(Arrays.copyOfRange(output, from + at.reconstruction(), from + at.logDensity())),
      output[from + at.logDensity()]
    };
  }
}
