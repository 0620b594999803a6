package org.sparksvi.run;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.data.Block;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Workload;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.rows.Prepared;
import org.sparksvi.spark.MemoryIngestion;
import org.sparksvi.spark.WorkloadSource;

/**
 * A training that has no run directory: its rows, states and model stay in memory. It gives the
 * bits of {@link Run}.
 *
 * @param name shown in Spark's UI
 * @param mostBytes that the rows may take
 */
public record MemoryRun(Host host, TrainingSettings settings, String name, long mostBytes) {

  /**
   * What a training leaves.
   *
   * @param trained the model
   * @param fingerprint of the blocks that it was trained on, as a run's record has it
   * @param verdict why it ended
   */
  public record Outcome(Trained<?, ?, ?> trained, String fingerprint, Verdict verdict) {}

  /**
   * Trains a new model.
   *
   * @throws org.sparksvi.spark.MemoryLimitException where the rows take more than they may
   */
  public Outcome train(SparkSession spark) throws IOException {
    return train(spark, StartingPoint.fresh(host, settings));
  }

  /**
   * Trains a new model that begins at the parameters of another one.
   *
   * @throws org.sparksvi.spark.MemoryLimitException where the rows take more than they may
   */
  public Outcome train(SparkSession spark, Trained<?, ?, ?> at) throws IOException {
    return train(spark, StartingPoint.at(at, settings));
  }

  /**
   * Goes on from a model with more rows.
   *
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]
   */
  public Outcome update(SparkSession spark, Trained<?, ?, ?> before, double memory)
      throws IOException {
    settings.kind().requireMemory(memory);
    return train(
        spark,
        new StartingPoint(
            Optional.of(before.names()),
            data -> before.goOn(settings.facts(data), memory),
            Map.of()));
  }

  /**
   * A new model with its rows, ready to be trained, in this process.
   *
   * @throws org.sparksvi.spark.MemoryLimitException where the rows take more than they may
   */
  public Workload<?, ?> workload(SparkSession spark) {
    Preparation preparation = Preparation.of(host, spark, settings);
    MemoryIngestion ingestion = preparation.inMemory(mostBytes);
    Prepared prepared = preparation.ingest(ingestion, Optional.empty());
    return source(ingestion, StartingPoint.fresh(host, settings).trainable().apply(prepared))
        .open();
  }

  private Outcome train(SparkSession spark, StartingPoint beginning) throws IOException {
    Preparation preparation = Preparation.of(host, spark, settings);
    MemoryIngestion ingestion = preparation.inMemory(mostBytes);
    Prepared prepared = preparation.ingest(ingestion, beginning.columns());
    Trainable<?, ?, ?> trainable = beginning.trainable().apply(prepared);
    host.note("training " + trainable.headline());
    SparkFit.Fitted fitted =
        new SparkFit(
                host,
                settings,
                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                "svi " + name,
                name,
                Optional.empty())
            .fit(source(ingestion, trainable), trainable);
    return new Outcome(fitted.trained(), prepared.training().fingerprint(), fitted.verdict());
  }

  private static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>
      WorkloadSource source(MemoryIngestion ingestion, Trainable<B, H, M> trainable) {
    return ingestion.workload(trainable.model());
  }
}
