package org.sparksvi.job;

import static org.apache.spark.sql.functions.col;

import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.rows.RowTransform;

/** Rows with added columns, as files. */
final class TransformedRows {
  private TransformedRows() {}

  /**
   * Writes all rows.
   *
   * @param json whether as JSON, with arrays for vectors, rather than Parquet
   * @return how many there are
   */
  static long write(RowTransform transformed, boolean json, Path target) {
    Dataset<Row> out = transformed.rows();
    if (json) {
      for (String added : transformed.added()) {
        if (out.schema().apply(added).dataType().equals(SQLDataTypes.VectorType())) {
          out = out.withColumn(added, functions.vector_to_array(col(added), "float64"));
        }
      }
      out.write().json(target.toString());
    } else {
      out.write().parquet(target.toString());
    }
    SparkSession spark = out.sparkSession();
    return (json
            ? spark.read().schema(out.schema()).json(target.toString())
            : spark.read().parquet(target.toString()))
        .count();
  }
}
