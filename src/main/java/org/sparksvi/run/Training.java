package org.sparksvi.run;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.BestScore;
import org.sparksvi.engine.Ended;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.Workload;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;
import org.sparksvi.rows.Prepared;
import org.sparksvi.spark.ComparedArithmetic;
import org.sparksvi.spark.StoredWorkload;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.resident.SparkExecutions;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.store.Retry;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.TraceFile;
import org.sparksvi.update.Rules;

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
        source(trainable, run, prepared.heldOut().isPresent(), spark.hadoopConfiguration());
    Workload<?, ?> workload = source.open();
    String arithmetic = workload.model().arithmetic();
    ComparedArithmetic compared = ComparedArithmetic.of(spark, source, arithmetic);
    Plan plan = settings.plan(workload.training().count());
    Keeper keeper = new Keeper(run, settings.run(), identity(), trainable.model().layout(), watch);
    Trained<?, ?, ?> trained;
    Ended fit;
    try (Execution execution = execution(spark, compared)) {
      long ofEpoch = -Math.floorDiv(-workload.training().count(), plan.blocksPerRound());
      Rules rules = settings.kind().rules(settings.steps(workload.training().count()), ofEpoch);
      Inference inference = new Inference(workload, rules, plan, execution);
      fit = fitting(inference, plan, keeper).fit();
      trained = trainable.publish().apply(published(inference, fit, keeper));
      PublishedModel model = trained.published();
      Retry.run(() -> ModelFiles.write(run.fileSystem(), run.model(), model));
    } finally {
      compared
          .noticed()
          .forEach(
              (executor, other) ->
                  host.note(
                      "executor %s computes with %s, the driver with %s: another run may differ from this one in its last bits"
                          .formatted(executor, other, arithmetic)));
    }
    Verdict verdict = fit.verdict();
    Verdict told =
        held(trained)
            .map(held -> new Verdict(verdict.outcome(), verdict.reason() + "; " + held))
            .orElse(verdict);
    return new Run.Outcome(run, trained, result(), compared.noticed(), told);
  }

  private static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      Optional<String> held(Trained<B, H, M> trained) {
    return trained.model().held(trained.parameters());
  }

  /**
   * The model and the blocks of its run.
   *
   * @param scored whether there are held-out blocks
   */
  static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H>> WorkloadSource source(
      Trainable<B, H, M> trainable, RunDirectory run, boolean scored, Configuration hadoop) {
    Class<H> heldOut = trainable.rows().heldOut();
    return new StoredWorkload<>(
        new SerializableConfiguration(hadoop),
        trainable.model(),
        StoredWorkload.Store.of(run.trainingBlocks(), trainable.rows().training()),
        scored
            ? StoredWorkload.Store.of(run.heldOutBlocks(), heldOut)
            : StoredWorkload.Store.none(heldOut),
        CACHE_SHARE);
  }

  private Execution execution(JavaSparkContext spark, WorkloadSource source) {
    return SparkExecutions.open(
        spark,
        "svi " + run.path(),
        source,
        settings.run().execution(),
        host.ownsSpark(),
        host::log);
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

  private Fitting fitting(Inference inference, Plan plan, Keeper keeper) {
    return new Fitting(
        inference,
        Optional.of(keeper),
        settings.inference().retries(),
        from -> host.fitting(run, settings.wording(), plan, inference.roundsPerEpoch(), from),
        settings.input().path(),
        host::note,
        host::seconds);
  }

  /** The parameters that become the model. */
  private Bundle published(Inference inference, Ended fit, Keeper keeper) throws IOException {
    BestScore best = fit.state().progress().best();
    boolean isLast = best.round() == 0 || best.round() == fit.state().round();
    if (!settings.publishesBest() || isLast) {
      return fit.parameters();
    }
    try {
      State found = keeper.state(best.round());
      host.note("publishing round %d, the best by its held-out score".formatted(best.round()));
      return inference.readOut(found);
    } catch (FormatException e) {
      throw new RunDirectoryException(
          "round %d has the best held-out score, but cannot be published: %s; run.publish = last publishes round %d"
              .formatted(best.round(), e.getMessage(), fit.state().round()),
          e);
    }
  }

  /** Numbers of all sessions, from the trace. */
  private RunRecord.Result result() throws IOException {
    LatestNumbers latest = new LatestNumbers();
    TraceFile.read(run.fileSystem(), run.trace(), latest::take);
    return latest.result();
  }
}
