package org.sparksvi.rows;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.spark.DocumentRows;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.spark.input.RowVectors;

/** The documents of docword files as rows of a table, in the order of their ids. */
final class DocwordTable {
  private static final String DOCUMENT = "document";
  private static final String WORDS = "counts";
  private static final StructType SCHEMA =
      new StructType()
          .add(DOCUMENT, DataTypes.LongType, false)
          .add(WORDS, SQLDataTypes.VectorType(), false);

  private final SparkSession spark;

  DocwordTable(SparkSession spark) {
    this.spark = spark;
  }

  /** Columns {@code document}, from 1 as in the file, and its counts. */
  Dataset<Row> read(RowSource source) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int columns = source.columns();
    JavaRDD<Row> rows =
        DocumentRows.of(context, source)
            .map(row -> RowFactory.create(row.key() + 1, RowVectors.sparse(row, columns)));
    return spark.createDataFrame(rows, SCHEMA).withColumn(CountTables.COUNTS, functions.col(WORDS));
  }
}
