package org.sparksvi.job.topics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.sparksvi.job.input.CountInputs;
import org.sparksvi.job.input.CountTables;
import org.sparksvi.job.input.DocwordTable;
import org.sparksvi.job.kind.TransformRequest;
import org.sparksvi.job.kind.Transformed;
import org.sparksvi.spark.input.CountedTable;
import org.sparksvi.spark.input.InputException;

/** Adds the column topicDistribution, the expected topic shares, to each document. */
record TopicsTransform(SparkSession spark, CountInputs inputs, TrainedTopics trained) {
  private static final String SHARES = "topicDistribution";

  Transformed of(TransformRequest request) {
    Dataset<Row> counted =
        inputs.isDocword()
            ? new DocwordTable(spark, request.scratch())
                .read(inputs.counted(request.input(), request.vocabulary(), trained.vocabulary()))
            : table(request);
    if (Arrays.asList(counted.columns()).contains(SHARES)) {
      throw new InputException(
          request.input(),
          "column '%s' is to be added and must not exist, but does".formatted(SHARES));
    }
    Broadcast<TopicShares> shares =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new TopicShares(trained.model(), trained.parameters()));
    UDF1<Vector, Vector> posterior = counts -> shares.value().of(counts);
    Dataset<Row> rows =
        counted
            .withColumn(
                SHARES, udf(posterior, SQLDataTypes.VectorType()).apply(col(CountTables.COUNTS)))
            .drop(CountTables.UNSEEN, CountTables.COUNTS);
    return new Transformed(rows, List.of(SHARES), shares);
  }

  private Dataset<Row> table(TransformRequest request) {
    CountedTable counted = inputs.tables().withCounts(request.input(), trained.vocabulary());
    request
        .note()
        .accept(
            "left out: %d invalid rows, %d tokens outside the vocabulary"
                .formatted(counted.tally().invalidRows(), counted.tally().unseenTokens()));
    return counted.rows();
  }
}
