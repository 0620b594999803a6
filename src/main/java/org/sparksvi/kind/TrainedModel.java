package org.sparksvi.kind;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.model.Contribution;
import org.sparksvi.spark.Ingested;

/** A model with its parameters, and what commands do with it. */
public interface TrainedModel {

  /** As it is kept. */
  PublishedModel published();

  /** The model and its blocks. */
  StoredModel<?, ?, ?> stored();

  /** The model as it scores rows; refuses settings of scores that it has not. */
  default StoredModel<?, ?, ?> scored(EvaluateRequest request) {
    request.requireNoDraws(published().kind());
    return stored();
  }

  /** What was learnt, on a page at most, for the end of a training. */
  String brief();

  /** What was learnt, in full. */
  Description describe(DescribeRequest request);

  /** Writes the blocks that a score is to be computed of. */
  Ingested heldOut(EvaluateRequest request, SparkSession spark, Path blocks);

  /** Says what the sum over those blocks means. */
  Score score(EvaluateRequest request, Ingested rows, Contribution sum);

  /** Adds the posterior of each row. */
  Transformed transform(TransformRequest request, SparkSession spark);
}
