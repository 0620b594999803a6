package org.sparksvi.kinds.topics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.sparksvi.kind.TransformRequest;
import org.sparksvi.kind.Transformed;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountModel;
import org.sparksvi.rows.CountTables;
import org.sparksvi.rows.CountedRows;

/** Adds the column topicDistribution, the expected topic shares, to each document. */
record TopicsTransform(SparkSession spark, CountInputs inputs, TrainedTopics trained) {
  private static final String SHARES = "topicDistribution";

  Transformed of(TransformRequest request) {
    Dataset<Row> counted =
        new CountedRows(spark, inputs, trained.vocabulary()).of(request, List.of(SHARES));
    Broadcast<CountModel<TopicsModel>> shares =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new CountModel<>(trained.model(), trained.parameters()));
    UDF1<Vector, Vector> posterior = counts -> Vectors.dense(shares.value().of(counts));
    Dataset<Row> rows =
        counted
            .withColumn(
                SHARES, udf(posterior, SQLDataTypes.VectorType()).apply(col(CountTables.COUNTS)))
            .drop(CountTables.COUNTS);
    return new Transformed(rows, List.of(SHARES), shares);
  }
}
