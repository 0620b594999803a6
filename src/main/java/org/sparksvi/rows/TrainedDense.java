package org.sparksvi.rows;

import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.EvaluateRequest;
import org.sparksvi.kind.Score;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.model.Contribution;
import org.sparksvi.spark.Ingested;

/** A model of rows of numbers with its parameters: scored by the log density of each row. */
public interface TrainedDense extends TrainedModel {

  /** The value of {@code model.kind}. */
  String kind();

  /** Names of the columns. */
  Vocabulary names();

  /** Readers of rows such as the model was trained on. */
  DenseInputs inputs(SparkSession spark);

  @Override
  default Ingested heldOut(EvaluateRequest request, SparkSession spark, Path blocks) {
    request.requireRowsOnly(kind());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return DenseScore.ingest(context, inputs(spark), names(), request, blocks);
  }

  @Override
  default Score score(EvaluateRequest request, Ingested ingested, Contribution sum) {
    return DenseScore.of(request, ingested, sum);
  }
}
