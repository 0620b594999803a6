package org.sparksvi.run;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.BestScore;
import org.sparksvi.engine.Ended;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Workload;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.spark.ComparedArithmetic;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.resident.SparkExecutions;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.update.Rules;

/**
 * Fits a model to blocks on Spark, wherever they are.
 *
 * @param group of its Spark jobs
 * @param name of the training
 * @param keeper of states and trace, where a run directory keeps them
 */
record SparkFit(
    Host host,
    TrainingSettings settings,
    JavaSparkContext spark,
    String group,
    String name,
    Optional<Keeper> keeper) {

  /**
   * What has come of it.
   *
   * @param trained the model
   * @param otherKernels arithmetic of executors that is not the driver's
   * @param verdict why it ended, and what holds the model back, if anything does
   */
  record Fitted(
      Trained<?, ?, ?> trained, SortedMap<String, String> otherKernels, Verdict verdict) {}

  /** The same with another seed. */
  SparkFit seeded(long seed, String called) {
    return new SparkFit(host, settings.seeded(seed), spark, group, called, keeper);
  }

  /** Fits until there is a verdict. */
  Fitted fit(WorkloadSource source, Trainable<?, ?, ?> trainable) throws IOException {
    Workload<?, ?> workload = source.open();
    String arithmetic = workload.model().arithmetic();
    ComparedArithmetic compared = ComparedArithmetic.of(spark, source, arithmetic);
    Told told;
    try (Execution execution = execution(compared)) {
      told = fit(workload, trainable, execution);
    } finally {
      compared
          .noticed()
          .forEach(
              (executor, other) ->
                  host.note(
                      "executor %s computes with %s, the driver with %s: another run may differ from this one in its last bits"
                          .formatted(executor, other, arithmetic)));
    }
    // tasks have brought the news by now
    return new Fitted(told.trained(), compared.noticed(), told.verdict());
  }

  /** A model, and why its training ended. */
  record Told(Trained<?, ?, ?> trained, Verdict verdict) {}

  /** The same on tasks that are there, whose blocks stay read. */
  Told fit(Workload<?, ?> workload, Trainable<?, ?, ?> trainable, Execution execution)
      throws IOException {
    int blocks = workload.training().count();
    Plan plan = settings.plan(blocks);
    long ofEpoch = -Math.floorDiv(-blocks, plan.blocksPerRound());
    Rules rules = settings.kind().rules(settings.model(), settings.steps(blocks), ofEpoch);
    Inference inference = new Inference(workload, rules, plan, execution);
    BestParameters best = new BestParameters(inference);
    Ended ended = fitting(inference, plan, best).fit();
    Trained<?, ?, ?> trained = trainable.publish().apply(published(inference, ended, best));
    return new Told(trained, told(ended.verdict(), trained));
  }

  private static Verdict told(Verdict verdict, Trained<?, ?, ?> trained) {
    return trained
        .held()
        .map(held -> new Verdict(verdict.outcome(), verdict.reason() + "; " + held))
        .orElse(verdict);
  }

  /** Tasks that wait for rounds. */
  Execution execution(WorkloadSource source) {
    return SparkExecutions.open(
        spark, group, source, settings.run().execution(), host.ownsSpark(), host::log);
  }

  private Fitting fitting(Inference inference, Plan plan, BestParameters best) {
    return new Fitting(
        inference,
        keeper,
        settings.inference().retries(),
        from -> {
          Follower follower =
              host.fitting(name, settings.wording(), plan, inference.roundsPerEpoch(), from);
          return settings.publishesBest() && keeper.isEmpty()
              ? new Follower(follower.listener().and(best), follower.end())
              : follower;
        },
        settings.input().path(),
        host::note,
        host::seconds);
  }

  /** The parameters of the round with the best held-out score, where no checkpoint keeps them. */
  private static final class BestParameters implements Listener {
    private final Inference inference;
    private Bundle parameters;

    BestParameters(Inference inference) {
      this.inference = inference;
    }

    @Override
    public void onRound(TraceLine line, State state) {
      if (state.progress().best().round() == state.round()) {
        parameters = inference.readOut(state).copy();
      }
    }
  }

  /** The parameters that become the model. */
  private Bundle published(Inference inference, Ended fit, BestParameters kept) throws IOException {
    BestScore best = fit.state().progress().best();
    boolean isLast = best.round() == 0 || best.round() == fit.state().round();
    if (!settings.publishesBest() || isLast) {
      return fit.parameters();
    }
    Bundle parameters =
        keeper.isPresent() ? ofCheckpoint(inference, fit, best.round()) : kept.parameters;
    host.note("publishing round %d, the best by its held-out score".formatted(best.round()));
    return parameters;
  }

  private Bundle ofCheckpoint(Inference inference, Ended fit, long round) throws IOException {
    try {
      return inference.readOut(keeper.orElseThrow().state(round));
    } catch (FormatException e) {
      throw new RunDirectoryException(
          "round %d has the best held-out score, but cannot be published: %s; run.publish = last publishes round %d"
              .formatted(round, e.getMessage(), fit.state().round()),
          e);
    }
  }
}
