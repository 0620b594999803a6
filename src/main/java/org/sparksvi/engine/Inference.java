package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.data.Block;
import org.sparksvi.diagnose.MeanScore;
import org.sparksvi.diagnose.Patience;
import org.sparksvi.diagnose.StopRule;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.diagnose.Verdict.Outcome;
import org.sparksvi.model.Model;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.model.Settlement;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;
import org.sparksvi.numeric.NotPositiveDefiniteException;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Rules;

/**
 * The loop that fits any model, by any kind of inference, on any execution.
 *
 * <pre>
 *   while no verdict:  state ← step(state, blocks of the next round)
 * </pre>
 */
public final class Inference {
  /** Nats a row or unit that are worth mentioning where a limit ends a run. */
  private static final double RISING = 1e-3;

  private final Workload<?, ?> workload;
  private final Rules rules;
  private final Plan plan;
  private final Execution execution;
  private final Streams streams;
  private final EpochOrder order;
  private final StopRule stopRule;
  private final Patience patience;
  private final double totalWeight;

  public Inference(Workload<?, ?> workload, Rules rules, Plan plan, Execution execution) {
    this.workload = workload;
    this.rules = rules;
    this.plan = plan;
    this.execution = execution;
    this.streams = new Streams(plan.seed());
    int blocks = workload.training().count();
    int blocksPerRound = plan.rounds().blocks(plan.blocksPerRound(), blocks);
    this.order = new EpochOrder(blocks, blocksPerRound, streams);
    this.stopRule = new StopRule(plan.tolerance());
    this.patience = new Patience(plan.patience());
    this.totalWeight = workload.training().totalWeight();
    plan.rounds().check(workload.model().layout(), rules);
    if (!(totalWeight > 0)) {
      throw new IllegalArgumentException(
          "the rows' weights must be positive together, but add up to " + totalWeight);
    }
  }

  /** Rounds in an epoch. */
  public long roundsPerEpoch() {
    return order.roundsPerEpoch();
  }

  /** The state before the first round. */
  public State start() {
    return start(workload);
  }

  private <B extends Block> State start(Workload<B, ?> data) {
    Model<B> model = data.model();
    double rows = Math.min(totalWeight, (double) plan.blocksPerRound() * data.training().rows(0));
    return new State(
        model.initial(new Start<>(data.training(), streams)),
        plan.rounds().memory(model.layout(), rules),
        0,
        Quanta.first(model.layout(), rows),
        Progress.none(),
        0,
        0);
  }

  /**
   * Runs from a state until there is a verdict, and keeps a line of every round.
   *
   * @param from overwritten
   * @param clock seconds from any origin; used for the trace and the time limit only
   */
  public Fit run(State from, Listener listener, DoubleSupplier clock) {
    List<TraceLine> trace = new ArrayList<>();
    Listener keeper =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            trace.add(line);
          }
        };
    Ended ended = follow(from, keeper.and(listener), clock);
    return new Fit(ended.state(), ended.parameters(), trace, ended.verdict());
  }

  /**
   * The same where the listener alone is told of rounds, so that memory does not grow with them.
   */
  public Ended follow(State from, Listener listener, DoubleSupplier clock) {
    Step step = step(from);
    double origin = clock.getAsDouble() - from.seconds();
    State state = from;
    Optional<Verdict> verdict = verdict(step, state, listener);
    while (verdict.isEmpty()) {
      long round = state.round() + 1;
      Spent before = execution.spent().orElse(Spent.NOTHING);
      int[] blocks = order.blocks(round);
      OptionalDouble globalElbo;
      Step.Outcome outcome;
      try {
        globalElbo = globalElbo(state, round);
        outcome = step.next(state, blocks);
      } catch (NumericalException | NotPositiveDefiniteException e) {
        tell(listener, state, e);
        Round failed = new Round(round, totalWeight, state.parameters(), streams);
        throw FailureOrigin.located(e, workload, Pass.TRAINING, failed, blocks);
      }
      Optional<Waiting> waiting = execution.waiting();
      state = settle(observe(outcome, globalElbo), listener);
      Optional<MeanScore> heldOut = Optional.empty();
      if (isHeldOutRound(round)) {
        MeanScore score = heldOut(state);
        heldOut = Optional.of(score);
        state = state.withProgress(state.progress().withHeldOut(round, score.mean()));
      }
      if (order.endsEpoch(round)) {
        state = state.withProgress(state.progress().endEpoch(workload.heldOut().count() > 0));
      }
      state = state.withSeconds(clock.getAsDouble() - origin);
      TraceLine line =
          TraceLine.of(
              outcome.seen(),
              state,
              order.epoch(round),
              totalWeight,
              outcome.rate(),
              globalElbo,
              heldOut,
              waiting,
              execution.spent().map(after -> after.since(before)));
      listener.onRound(line, state);
      verdict = verdict(step, state, listener);
    }
    return new Ended(state, readOut(state), state.progress().doubtful().told(verdict.get()));
  }

  /** What a state is judged by and leaves: its parameters, or their means where rules average. */
  public Bundle readOut(State state) {
    return RuleAverages.of(state, rules);
  }

  /** What goes wrong meanwhile does not take the place of what went wrong first. */
  private void tell(Listener listener, State lastGood, RuntimeException failure) {
    boolean movesAtOnce =
        workload.model().layout().fields().stream()
            .noneMatch(field -> field.geometry() == Geometry.ASCENDED);
    if (movesAtOnce) {
      try {
        listener.onFailure(lastGood);
      } catch (RuntimeException more) {
        failure.addSuppressed(more);
      }
    }
  }

  private Step step(State from) {
    Rules halved = rules.scaled(StrictMath.scalb(1.0, -from.halvings()));
    return plan.rounds()
        .step(workload.model(), halved, execution, totalWeight, streams, plan.blocksPerRound());
  }

  /** Moves the parameters to where the model says that they are as good or better. */
  private State settle(State state, Listener listener) {
    Round after = new Round(state.round(), totalWeight, state.parameters(), streams);
    Optional<Settlement> settled = workload.model().settle(after);
    settled.ifPresent(s -> listener.onSettlement(state.round(), s.what()));
    return settled.map(state::withSettlement).orElse(state);
  }

  /** The exact global bound at the parameters before a round, on the rounds that ask for it. */
  private OptionalDouble globalElbo(State state, long round) {
    boolean due = round == 1 || round % plan.boundEvery() == 0 || order.endsEpoch(round);
    if (!due) {
      return OptionalDouble.empty();
    }
    double value =
        workload.model().globalElbo(new Round(round, totalWeight, state.parameters(), streams));
    if (!Double.isFinite(value)) {
      throw new NumericalException(
          round,
          "the global bound of round %d is %s%s"
              .formatted(round, value, state.parameters().problem().map(": "::concat).orElse("")));
    }
    return OptionalDouble.of(value);
  }

  private State observe(Step.Outcome outcome, OptionalDouble globalElbo) {
    Terms seen = outcome.seen();
    Progress progress =
        outcome
            .state()
            .progress()
            .withBound(seen.localElbo() / seen.get(Term.ROWS))
            .withDoubtful(Doubtful.of(seen));
    if (globalElbo.isPresent()) {
      progress = progress.withGlobalElbo(globalElbo.getAsDouble() / totalWeight);
    }
    return outcome.state().withProgress(progress);
  }

  private boolean isHeldOutRound(long round) {
    if (workload.heldOut().count() == 0) {
      return false;
    }
    return order.endsEpoch(round) || (plan.heldOutEvery() > 0 && round % plan.heldOutEvery() == 0);
  }

  /**
   * Mean log predictive probability a held-out unit at a state's parameters, in nats; at their
   * means where rules average.
   */
  public MeanScore heldOut(State state) {
    int[] all = new int[workload.heldOut().count()];
    java.util.Arrays.setAll(all, b -> b);
    Bundle parameters = readOut(state);
    Round round = new Round(state.round() + 1, totalWeight, parameters, streams);
    Terms sum = execution.sum(Pass.HELD_OUT, round, state.quanta(), all).terms();
    double units = sum.get(Term.HELD_OUT_UNITS);
    if (!(units > 0)) {
      throw new UnscoredException(
          "held-out rows must bring at least one unit to score, but the %d blocks of them bring %s; a row of weight 0 or without a response, and a document of one token, bring none"
              .formatted(all.length, units));
    }
    MeanScore score =
        MeanScore.of(
            sum.get(Term.HELD_OUT_LOG_PROBABILITY),
            units,
            sum.get(Term.HELD_OUT_ROWS),
            sum.get(Term.HELD_OUT_SQUARES),
            sum.get(Term.HELD_OUT_PRODUCTS),
            sum.get(Term.HELD_OUT_UNIT_SQUARES));
    if (!Double.isFinite(score.mean())) {
      NumericalException failure =
          NumericalException.ofBlocks(
              round.number(),
              "the held-out score after round %d must be finite, but is %s"
                  .formatted(state.round(), score.mean()));
      throw FailureOrigin.located(failure, workload, Pass.HELD_OUT, round, all);
    }
    return score;
  }

  private Optional<Verdict> verdict(Step step, State state, Listener listener) {
    long rounds = plan.epochs() * order.roundsPerEpoch();
    if (state.round() > 0 && order.endsEpoch(state.round())) {
      Optional<Verdict> judged = stopRule.judge(state.progress().scores(), moved(state));
      if (judged.isPresent()) {
        boolean all = plan.blocksPerRound() >= workload.training().count();
        return all ? judged : judged.map(StopRule::ofMinibatches);
      }
    }
    Optional<Verdict> arrived =
        state.round() > 0 ? step.judge(state, order.blocks(state.round() + 1)) : Optional.empty();
    if (arrived.isPresent()) {
      return arrived;
    }
    BestScore best = state.progress().best();
    Optional<Verdict> impatient = patience.judge(best.round(), best.score(), best.since());
    if (impatient.isPresent()) {
      return impatient;
    }
    if (state.round() >= rounds) {
      return limit(state, "%d epochs (%d rounds) are done", plan.epochs(), state.round());
    }
    if (state.seconds() >= plan.maxSeconds()) {
      return limit(
          state, "%.1f seconds are used up after %d rounds", state.seconds(), state.round());
    }
    return listener.wantsStop()
        ? Optional.of(new Verdict(Outcome.STOPPED, "asked to stop after round " + state.round()))
        : Optional.empty();
  }

  /**
   * Share of the way to their targets that the last epoch has moved parameters, if all have one.
   */
  private double moved(State state) {
    double least = 1;
    for (Field field : workload.model().layout().fields()) {
      if (field.geometry() == Geometry.ASCENDED) {
        return 1;
      }
      if (field.geometry() == Geometry.MIXED) {
        double kept = 1;
        for (long r = 0; r < order.roundsPerEpoch(); r++) {
          kept *= 1 - rules.schedule(field).rate(state.round() - r);
        }
        least = Math.min(least, 1 - kept);
      }
    }
    return StrictMath.scalb(least, -state.halvings());
  }

  /** Says what the score was still gaining, where it was. */
  private static Optional<Verdict> limit(State state, String reason, Object... values) {
    double left = StopRule.left(state.progress().scores());
    String rising =
        left > RISING
            ? "; the score was still rising, ten times as many epochs should add about %.2g"
            : "";
    return Optional.of(
        new Verdict(
            Outcome.LIMIT_REACHED,
            String.format(Locale.ROOT, reason, values) + String.format(Locale.ROOT, rising, left)));
  }
}
