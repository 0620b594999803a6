package org.sparksvi.run;

import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Quanta;
import org.sparksvi.kind.EvaluateRequest;
import org.sparksvi.kind.Score;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.JobExecution;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.store.BlockIndex;

/**
 * Scores of rows that a model has not seen, on Spark.
 *
 * @param blocks directory for the blocks of the rows
 */
public record Scoring(SparkSession spark, TrainedModel trained, Path blocks) {
  private static final double CACHE_SHARE = 0.1;

  /** The score of what was asked. */
  public Score score(EvaluateRequest request) {
    Ingested ingested = trained.heldOut(request, spark, blocks);
    return trained.score(request, ingested, sum(request, ingested.heldOut().orElseThrow()));
  }

  private Contribution sum(EvaluateRequest request, BlockIndex index) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    StoredModel<?, ?, ?> stored = trained.scored(request);
    WorkloadSource source =
        stored.workload(context.hadoopConfiguration(), "", blocks.toString(), CACHE_SHARE);
    int[] all = IntStream.range(0, index.blocks()).toArray();
    double rows = (double) index.totalRows();
    Round round =
        new Round(1, rows, trained.published().parameters(), new Streams(request.draws().name()));
    Quanta quanta = Quanta.first(stored.layout(), rows);
    try (Execution rounds = new JobExecution(context, "svi evaluate", source)) {
      return rounds.sum(Pass.HELD_OUT, round, quanta, all).read();
    }
  }
}
