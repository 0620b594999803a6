package org.sparksvi.job;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Layout;
import org.sparksvi.config.PublishedState;
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
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.model.NumericalException;
import org.sparksvi.numeric.NotPositiveDefiniteException;
import org.sparksvi.report.RunProgress;
import org.sparksvi.report.Stragglers;
import org.sparksvi.spark.ComparedArithmetic;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.resident.RoundMetrics;
import org.sparksvi.store.CheckpointListener;
import org.sparksvi.store.Checkpoints;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.TraceFile;
import org.sparksvi.update.Rules;

/** Fits a model to prepared blocks, from the latest checkpoint on, and keeps what comes of it. */
final class Training {
  private static final double CACHE_SHARE = 0.3; // of an executor's heap, for blocks

  private final Session session;
  private final JobSettings settings;
  private final RunDirectory run;
  private final Prepared prepared;
  private final Trainable trainable;

  Training(
      Session session,
      JobSettings settings,
      RunDirectory run,
      Prepared prepared,
      Trainable trainable) {
    this.session = session;
    this.settings = settings;
    this.run = run;
    this.prepared = prepared;
    this.trainable = trainable;
  }

  /**
   * What a training leaves.
   *
   * @param trained the model as published
   * @param result numbers of the whole run
   * @param otherKernels arithmetic of executors that is not the driver's
   * @param verdict why it ended
   */
  record Outcome(
      TrainedModel trained,
      RunRecord.Result result,
      SortedMap<String, String> otherKernels,
      Verdict verdict) {}

  /**
   * Trains and publishes.
   *
   * @param watch told of every round first
   */
  Outcome run(JavaSparkContext spark, Listener watch) throws IOException {
    StoredModel<?, ?, ?> stored = trainable.stored();
    WorkloadSource source = source(stored, spark);
    Workload<?, ?> workload = source.open();
    String arithmetic = workload.model().arithmetic();
    ComparedArithmetic compared = ComparedArithmetic.of(spark, source, arithmetic);
    Plan plan = settings.plan(workload.training().count());
    Checkpoints checkpoints = checkpoints();
    TrainedModel trained;
    Ended fit;
    try (Execution rounds =
        session.execution(spark, "svi " + run.path(), compared, settings.run().execution())) {
      Rules rules = trainable.rules(settings.inference().rules(), roundsPerEpoch(workload, plan));
      Inference inference = new Inference(workload, rules, plan, rounds);
      State from = latest(checkpoints, stored.layout()).orElseGet(() -> start(inference));
      fit = fit(inference, plan, from, checkpoints, watch);
      trained = trainable.trained(published(inference, fit, checkpoints));
      ModelFiles.write(run.fileSystem(), run.model(), trained.published());
    } finally {
      compared
          .noticed()
          .forEach(
              (executor, other) ->
                  session.note(
                      "executor %s computes with %s, the driver with %s: another run may differ from this one in its last bits"
                          .formatted(executor, other, arithmetic)));
    }
    return new Outcome(trained, result(), compared.noticed(), fit.verdict());
  }

  /** The parameters that become the model. */
  private Bundle published(Inference inference, Ended fit, Checkpoints checkpoints)
      throws IOException {
    BestScore best = fit.state().progress().best();
    boolean isLast = best.round() == 0 || best.round() == fit.state().round();
    if (settings.run().published() == PublishedState.LAST || isLast) {
      return fit.parameters();
    }
    try {
      Checkpoints.Checkpoint found = checkpoints.read(best.round());
      requireOurs(found, checkpoints, fit.parameters().layout());
      session.note("publishing round %d, the best by its held-out score".formatted(best.round()));
      return inference.readOut(found.state());
    } catch (FormatException e) {
      throw new RunDirectoryException(
          "round %d has the best held-out score, but cannot be published: %s; run.publish = last publishes round %d"
              .formatted(best.round(), e.getMessage(), fit.state().round()),
          e);
    }
  }

  private static long roundsPerEpoch(Workload<?, ?> workload, Plan plan) {
    return -Math.floorDiv(-workload.training().count(), plan.blocksPerRound());
  }

  /** Models judge rows by more than can be seen while these are read. */
  private State start(Inference inference) {
    try {
      return inference.start();
    } catch (IllegalArgumentException e) {
      throw new InputException(settings.input().path(), e.getMessage(), e);
    }
  }

  private WorkloadSource source(StoredModel<?, ?, ?> stored, JavaSparkContext spark) {
    String heldOut = prepared.heldOut().isPresent() ? run.heldOutBlocks().toString() : "";
    return stored.workload(
        spark.hadoopConfiguration(), run.trainingBlocks().toString(), heldOut, CACHE_SHARE);
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(
        run.fileSystem(), run.checkpoints(), settings.run().checkpoints(), identity());
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
        settings.model().kernel());
  }

  private Optional<State> latest(Checkpoints checkpoints, Layout layout) throws IOException {
    Optional<Checkpoints.Checkpoint> found = checkpoints.latest(session::note);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    State state = found.get().state();
    requireOurs(found.get(), checkpoints, layout);
    session.note("going on after round " + state.round());
    return Optional.of(state);
  }

  private void requireOurs(Checkpoints.Checkpoint found, Checkpoints checkpoints, Layout layout) {
    if (!found.identity().equals(checkpoints.identity())
        || !found.state().parameters().layout().equals(layout)) {
      throw new RunDirectoryException(
          "%s holds checkpoints of another run; --resume never begins anew"
              .formatted(run.checkpoints()));
    }
  }

  /** Trains; after numbers that nothing can go on from, again from earlier with smaller steps. */
  private Ended fit(
      Inference inference, Plan plan, State from, Checkpoints checkpoints, Listener watch)
      throws IOException {
    State state = from;
    while (true) {
      LastRound last = new LastRound(state.round());
      try {
        return once(inference, plan, state, checkpoints, watch.and(last));
      } catch (NumericalException | NotPositiveDefiniteException e) {
        session.screen().clear();
        Recovery recovery = new Recovery(checkpoints, settings.inference().retries());
        state = recovery.before(last.round(), state.halvings(), e, () -> start(inference));
        session.note(
            "%s; going back to round %d, and on by steps of %s the size (retry %d of %d)"
                .formatted(
                    e.getMessage(),
                    state.round(),
                    StrictMath.scalb(1.0, -state.halvings()),
                    state.halvings(),
                    settings.inference().retries()));
      }
    }
  }

  private Ended once(
      Inference inference, Plan plan, State from, Checkpoints checkpoints, Listener watch)
      throws IOException {
    long firstRound = from.round();
    try (TraceFile trace = TraceFile.open(run.fileSystem(), run.trace(), firstRound);
        StopRequest stop = StopRequest.listen(session::note);
        RoundMetrics metrics = RoundMetrics.of(run.path().getName())) {
      double seconds = settings.run().checkpointSeconds();
      CheckpointListener keeper =
          new CheckpointListener(
              trace,
              checkpoints,
              settings.run().checkpointRounds(),
              seconds > 0 ? seconds : Double.POSITIVE_INFINITY,
              session::seconds,
              session::note);
      RunProgress progress =
          new RunProgress(
              session.screen(), settings.model().wording(), plan, inference.roundsPerEpoch(), from);
      Ended fit =
          inference.follow(
              from,
              watch
                  .and(keeper)
                  .and(progress)
                  .and(metrics)
                  .and(new Stragglers(session.log()::info))
                  .and(settlements())
                  .and(stop),
              session::seconds);
      session.screen().clear();
      if (fit.state().round() > firstRound) {
        keeper.saveLast(fit.state());
      }
      return fit;
    }
  }

  /** What settling did goes to the log: there may be something each round, the same said once. */
  private Listener settlements() {
    return new Listener() {
      private String last = "";

      @Override
      public void onSettlement(long round, String what) {
        if (!what.equals(last)) {
          session.log().info("round %d: %s".formatted(round, what));
        }
        last = what;
      }
    };
  }

  /** Numbers of all sessions, from the trace. */
  private RunRecord.Result result() throws IOException {
    LatestNumbers latest = new LatestNumbers();
    TraceFile.read(run.fileSystem(), run.trace(), latest::take);
    return latest.result();
  }
}
