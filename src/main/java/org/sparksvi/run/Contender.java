package org.sparksvi.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.bundle.Field;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Ended;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;
import org.sparksvi.rows.Prepared;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.resident.SparkExecutions;
import org.sparksvi.store.RunDirectory;

/** Settings whose model is trained stage by stage beside others, on the blocks of all. */
final class Contender {
  private final Host host;
  private final String name;
  private final TrainingSettings settings;
  private final WorkloadSource source;
  private final JavaSparkContext spark;
  private final double numbers;
  private final Workload<?, ?> workload;
  private final List<RowLogs> stages = new ArrayList<>();
  private State state; // none before the first stage and after the last
  private long rounds;
  private String note = "";
  private boolean failed;

  /**
   * A model of some settings.
   *
   * @param name what people call it
   * @param aside where the blocks are
   */
  Contender(
      Host host,
      String name,
      TrainingSettings settings,
      Prepared prepared,
      RunDirectory aside,
      JavaSparkContext spark) {
    this.host = host;
    this.name = name;
    this.settings = settings;
    this.spark = spark;
    this.source =
        Training.source(
            StartingPoint.fresh(host, settings).trainable().apply(prepared),
            aside,
            false,
            prepared.heldOut().isPresent(),
            spark.hadoopConfiguration());
    double sum = 0;
    this.workload = source.open();
    for (Field field : workload.model().layout().fields()) {
      sum += field.size();
    }
    this.numbers = sum;
  }

  String name() {
    return name;
  }

  /** Numbers that are learnt. */
  double numbers() {
    return numbers;
  }

  /** Scores of the held-out rows after each stage. */
  List<RowLogs> stages() {
    return stages;
  }

  long rounds() {
    return rounds;
  }

  /** Why its training ended, where it did before its stage. */
  String note() {
    return note;
  }

  TrainingSettings settings() {
    return settings;
  }

  /** Scores of the held-out rows after the last stage. */
  RowLogs latest() {
    return stages.get(stages.size() - 1);
  }

  boolean hasFailed() {
    return failed;
  }

  /** Gives up, since the training has failed. */
  void fail(String reason) {
    failed = true;
    note = reason;
    retire();
  }

  /** Most visits of every row that its training would make. */
  long epochs() {
    return settings.plan(workload.training().count()).epochs();
  }

  /**
   * Trains on until every row was visited so often, or the training has ended, and scores the
   * held-out rows.
   *
   * @throws StoppedException where the process was asked to stop
   */
  void train(long epochs) throws IOException {
    int blocks = workload.training().count();
    Plan plan = settings.plan(blocks).upTo(epochs);
    long ofEpoch = -Math.floorDiv(-blocks, plan.blocksPerRound());
    try (Execution execution =
        SparkExecutions.open(
            spark,
            "svi select " + name,
            source,
            settings.run().execution(),
            host.ownsSpark(),
            host::log)) {
      Inference inference =
          new Inference(
              workload,
              settings.kind().rules(settings.model(), settings.steps(blocks), ofEpoch),
              plan,
              execution);
      State from = state == null ? inference.start() : state;
      Ended here;
      try (Follower follower =
          host.fitting(name, settings.wording(), plan, inference.roundsPerEpoch(), from)) {
        here = inference.follow(from, follower.listener(), host::seconds);
      }
      if (here.verdict().outcome() == Verdict.Outcome.STOPPED) {
        throw new StoppedException(here.verdict().reason());
      }
      note =
          here.verdict().outcome() == Verdict.Outcome.LIMIT_REACHED
              ? ""
              : here.verdict().outcome().text();
      state = here.state();
      rounds = state.round();
      Round round =
          new Round(
              state.round() + 1,
              workload.training().totalWeight(),
              here.parameters(),
              new Streams(settings.inference().seed()));
      stages.add(RowLogs.of(workload, round));
    }
  }

  /** Keeps the scores alone. */
  void retire() {
    state = null;
  }
}
