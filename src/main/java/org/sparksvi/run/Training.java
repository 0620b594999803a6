package org.sparksvi.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.Block;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Listener;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.rows.Prepared;
import org.sparksvi.spark.StoredWorkload;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.store.Retry;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.TraceFile;

/** Fits a model to the blocks of a run on Spark, and writes it there. */
final class Training<B extends Block, H extends Block, M extends Model<B> & HeldOut<H>> {
  private static final double CACHE_SHARE = 0.3; // of an executor's heap, for blocks

  private final Host host;
  private final TrainingSettings settings;
  private final RunDirectory run;
  private final Prepared prepared;
  private final Trainable<B, H, M> trainable;

  Training(
      Host host,
      TrainingSettings settings,
      RunDirectory run,
      Prepared prepared,
      Trainable<B, H, M> trainable) {
    this.host = host;
    this.settings = settings;
    this.run = run;
    this.prepared = prepared;
    this.trainable = trainable;
  }

  /**
   * Trains and publishes.
   *
   * @param watch told of every round before it is kept
   */
  Run.Outcome run(JavaSparkContext spark, Listener watch) throws IOException {
    WorkloadSource source =
        source(
            trainable,
            run,
            prepared.earlier().isPresent(),
            prepared.heldOut().isPresent(),
            spark.hadoopConfiguration());
    Keeper keeper = new Keeper(run, settings.run(), identity(), trainable.model().layout(), watch);
    SparkFit.Fitted fitted =
        new SparkFit(
                host,
                settings,
                spark,
                "svi " + run.path(),
                run.path().getName(),
                Optional.of(keeper))
            .fit(source, trainable);
    PublishedModel model = fitted.trained().published();
    Retry.run(() -> ModelFiles.write(run.fileSystem(), run.model(), model));
    Verdict verdict = fitted.verdict();
    EndGap gap =
        verdict.outcome() == Verdict.Outcome.STOPPED
            ? EndGap.unknown("the training has not ended")
            : EndGap.of(
                run, fitted.trained(), prepared.heldOut().isPresent(), settings.inference().seed());
    Replicates replicates =
        verdict.outcome() == Verdict.Outcome.STOPPED
            ? Replicates.none("the training has not ended", "the same command goes on")
            : Replicates.of(
                host, settings, spark, run.path().getName(), source, trainable, fitted.trained());
    return new Run.Outcome(
        run,
        fitted.trained(),
        result(),
        fitted.otherKernels(),
        verdict,
        Trust.of(verdict, gap.approximation(), replicates.finding()),
        replicates.similarity(),
        gap.evidence());
  }

  /**
   * The model and the blocks of its run.
   *
   * @param again whether there are blocks of earlier rows that are fitted once more
   * @param scored whether there are held-out blocks
   */
  static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H>> WorkloadSource source(
      Trainable<B, H, M> trainable,
      RunDirectory run,
      boolean again,
      boolean scored,
      Configuration hadoop) {
    Class<H> heldOut = trainable.rows().heldOut();
    return new StoredWorkload<>(
        new SerializableConfiguration(hadoop),
        trainable.model(),
        StoredWorkload.Store.of(
            again
                ? List.of(run.trainingBlocks(), run.earlierBlocks())
                : List.of(run.trainingBlocks()),
            trainable.rows().training()),
        scored
            ? StoredWorkload.Store.of(run.heldOutBlocks(), heldOut)
            : StoredWorkload.Store.none(heldOut),
        CACHE_SHARE);
  }

  private Map<String, String> identity() {
    return Map.of(
        "configuration",
        RunRecord.sha256(settings.identity()),
        "data",
        prepared.training().fingerprint(),
        "seed",
        Long.toString(settings.inference().seed()),
        "kernel",
        settings.arithmetic());
  }

  /** Numbers of all sessions, from the trace. */
  private RunRecord.Result result() throws IOException {
    LatestNumbers latest = new LatestNumbers();
    TraceFile.read(run.fileSystem(), run.trace(), latest::take);
    return latest.result();
  }
}
