package org.sparksvi.job;

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
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.resident.ExecutionChoice;
import org.sparksvi.store.BlockIndex;

/** Scores of rows that a model has not seen, on Spark. */
final class Scoring {
  private static final double CACHE_SHARE = 0.1;

  private final Session session;
  private final SparkSession spark;
  private final TrainedModel trained;
  private final Path blocks;

  /**
   * Ready to score.
   *
   * @param blocks directory for the blocks of the rows
   */
  Scoring(Session session, SparkSession spark, TrainedModel trained, Path blocks) {
    this.session = session;
    this.spark = spark;
    this.trained = trained;
    this.blocks = blocks;
  }

  /** The score of what was asked. */
  Score score(EvaluateRequest request) {
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
    try (Execution rounds =
        session.execution(context, "svi evaluate", source, ExecutionChoice.job())) {
      return rounds.sum(Pass.HELD_OUT, round, quanta, all).read();
    }
  }
}
