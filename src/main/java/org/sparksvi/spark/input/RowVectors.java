package org.sparksvi.spark.input;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.sparksvi.data.DataRow;

/** Rows as vectors of Spark ML. */
public final class RowVectors {
  private RowVectors() {}

  /** The vector of a sparse row of so many columns. */
  public static Vector sparse(DataRow row, int columns) {
    int[] indices = new int[row.size()];
    double[] values = new double[row.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = row.column(i);
      values[i] = row.value(i);
    }
    return Vectors.sparse(columns, indices, values);
  }
}
