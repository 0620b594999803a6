package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.engine.EpochOrder;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.Step;
import org.sparksvi.engine.Synchronous;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Units;
import org.sparksvi.engine.Work;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** Laws of shards that make small steps of their own between exchanges. */
class ShardedStepTest {
  private static final long SEED = 59;

  /** One of the six blocks a small step, a bound every round, held-out scores every third. */
  private static final Plan PLAN = plan(1, 1, RoundPlan.SYNCHRONOUS);

  private static Plan plan(int minibatch, long boundEvery, RoundPlan rounds) {
    return new Plan(minibatch, 4, Double.POSITIVE_INFINITY, 1e-12, 0, boundEvery, 3, SEED, rounds);
  }

  /** Relative, of a mean of three numbers, one of them behind a scale and a background. */
  private static final double ROUNDING = 1e-13;

  /** The same where the mean is stored as a float. */
  private static final double SINGLE_ROUNDING = 0x1p-24;

  static Stream<ModelCase<?, ?, ?>> models() {
    return ModelCases.all();
  }

  static Stream<RuleCase> rules() {
    return RuleLawsTest.rules();
  }

  private static Fit run(ModelCase<?, ?, ?> model, Rules rules, Plan plan, int threads) {
    try (InProcess execution = new InProcess(model.workload(), threads)) {
      return run(model.workload(), rules, plan, execution);
    }
  }

  private static Fit run(Workload<?, ?> workload, Rules rules, Plan plan, Execution execution) {
    Inference inference = new Inference(workload, rules, plan, execution);
    return inference.run(inference.start(), Listener.NONE, () -> 0);
  }

  private static void assertSame(Fit expected, Fit fit) {
    assertArrayEquals(Bits.of(expected.state()), Bits.of(fit.state()));
    assertEquals(expected.trace(), fit.trace());
    assertEquals(expected.verdict(), fit.verdict());
  }

  @ParameterizedTest
  @MethodSource("models")
  void oneShardOfOneStepIsSequentialTraining(ModelCase<?, ?, ?> model) {
    for (int minibatch : new int[] {1, 4, 6}) {
      Plan plan = plan(minibatch, 3, RoundPlan.SYNCHRONOUS);

      Fit local = run(model, model.rules(), plan(minibatch, 3, RoundPlan.local(1, 1)), 1);

      assertSame(run(model, model.rules(), plan, 1), local);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void oneShardOfOneStepIsSequentialTrainingByEveryRule(RuleCase rule) {
    ModelCase<PointBlock, ?, ?> model = ModelCases.regression();
    Rules rules = Rules.all(rule.rule()).with(DrawnRegression.NOISE, new RobbinsMonro(1, 0.7));

    Fit local = run(model, rules, plan(1, 1, RoundPlan.local(1, 1)), 1);

    assertSame(run(model, rules, PLAN, 1), local);
  }

  /** A model that settles does so after exchanges, not after small steps. */
  static Stream<ModelCase<?, ?, ?>> modelsThatDoNotSettle() {
    return models().filter(model -> !settles(model));
  }

  private static boolean settles(ModelCase<?, ?, ?> model) {
    List<String> settled = new ArrayList<>();
    Listener listener =
        new Listener() {
          @Override
          public void onSettlement(long round, String what) {
            settled.add(what);
          }
        };
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference inference = model.inference(PLAN, execution);
      inference.run(inference.start(), listener, () -> 0);
    }
    return !settled.isEmpty();
  }

  /** Parameters, memory and quanta; rounds are counted by exchanges. */
  @ParameterizedTest
  @MethodSource("modelsThatDoNotSettle")
  void oneShardOfManyStepsIsSequentialTrainingToo(ModelCase<?, ?, ?> model) {
    State local = run(model, model.rules(), plan(1, 1, RoundPlan.local(1, 3)), 1).state();

    State expected = run(model, model.rules(), PLAN, 1).state();
    assertArrayEquals(Bits.of(expected.parameters()), Bits.of(local.parameters()));
    for (int m = 0; m < expected.memory().size(); m++) {
      assertArrayEquals(Bits.of(expected.memory().get(m)), Bits.of(local.memory().get(m)));
    }
    assertEquals(expected.quanta(), local.quanta());
    assertEquals(expected.round(), 3 * local.round());
  }

  /** Shards are trained one after the other by the synchronous step; five blocks a round. */
  @ParameterizedTest
  @MethodSource("models")
  void parametersAndMemoryAreTheMeanOverShardsByRows(ModelCase<?, ?, ?> model) {
    int[][][] dealt = {{{0}, {3}}, {{1}, {4}}, {{2}}};
    double[] weights = {0.4, 0.4, 0.2};
    Streams streams = new Streams(SEED);
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      State start = afterOneEpoch(model);
      Step small =
          new Synchronous(model.model(), model.rules(), execution, model.totalRows(), streams);
      List<double[]> ends = new ArrayList<>();
      for (int[][] shard : dealt) {
        State state = renumbered(start.snapshot(), 2);
        for (int[] minibatch : shard) {
          state = small.next(state, minibatch).state();
        }
        ends.add(values(state));
      }
      Step local =
          RoundPlan.local(3, 2)
              .step(model.model(), model.rules(), execution, model.totalRows(), streams, 1);

      State merged = local.next(renumbered(start.snapshot(), 1), new int[] {0, 1, 2, 3, 4}).state();

      double[] mean = new double[ends.get(0).length];
      for (int p = 0; p < dealt.length; p++) {
        int shard = p;
        Arrays.setAll(mean, i -> mean[i] + weights[shard] * ends.get(shard)[i]);
      }
      double[] found = values(merged);
      boolean singles = model.model().layout().fields().stream().anyMatch(Field::single);
      double rounding = singles ? SINGLE_ROUNDING : ROUNDING;
      for (int i = 0; i < mean.length; i++) {
        assertEquals(mean[i], found[i], rounding * (1 + Math.abs(mean[i])), "number " + i);
      }
    }
  }

  private static State afterOneEpoch(ModelCase<?, ?, ?> model) {
    return run(model, model.rules(), Plan.of(2, 1, SEED), 1).state();
  }

  private static State renumbered(State state, long round) {
    return new State(
        state.parameters(),
        state.memory(),
        round,
        state.quanta(),
        state.progress(),
        state.seconds(),
        state.halvings());
  }

  private static double[] values(State state) {
    List<Bundle> bundles = new ArrayList<>(List.of(state.parameters()));
    bundles.addAll(state.memory());
    return bundles.stream()
        .flatMap(bundle -> bundle.layout().fields().stream().map(f -> bundle.copyOf(f.name())))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** What a round saw, by the contributions of each shard's first minibatch. */
  @ParameterizedTest
  @MethodSource("models")
  void theBoundIsThatOfTheParametersBeforeTheRound(ModelCase<?, ?, ?> model) {
    Plan plan = plan(1, 1, RoundPlan.local(3, 2));
    TraceLine line = run(model, model.rules(), plan, 1).trace().get(0);

    Round round = model.round(model.start(SEED), 1, SEED);
    int[] first = Arrays.copyOf(new EpochOrder(6, 6, new Streams(SEED)).blocks(1), 3);
    Contribution sum = model.sum(round, first).read();
    double twice = 2;
    assertEquals(model.totalRows(), line.rows());
    assertEquals(twice * sum.get(Term.EXPECTED_LOG_LIKELIHOOD), line.expectedLogLikelihood(), 1e-9);
    assertEquals(twice * sum.get(Term.LOCAL_KL), line.localKl(), 1e-9);
    assertEquals(-model.model().globalElbo(round), line.globalKl().orElseThrow());
    assertEquals(
        model.model().layout().fields().stream()
            .filter(f -> f.geometry() != Geometry.FIXED)
            .mapToDouble(f -> model.rules().of(f).rate(1))
            .findFirst(),
        line.rate());
  }

  @ParameterizedTest
  @MethodSource("models")
  void whoRanWhichShardAndWhenChangesNothing(ModelCase<?, ?, ?> model) {
    Plan plan =
        plan(1, 1, RoundPlan.local(4, 1)); // the last round of an epoch leaves shards without work
    Fit expected = run(model, model.rules(), plan, 1);

    for (int threads : new int[] {2, 3, 7}) {
      assertSame(expected, run(model, model.rules(), plan, threads));
    }
    for (int trial = 0; trial < 5; trial++) {
      try (Shuffled execution = new Shuffled(model.workload(), new Random(trial))) {
        assertSame(expected, run(model.workload(), model.rules(), plan, execution));
      }
    }
  }

  /** Every unit by itself, in any order, some of them twice with the first result thrown away. */
  private static final class Shuffled implements Execution {
    private final Workload<?, ?> workload;
    private final Random random;

    Shuffled(Workload<?, ?> workload, Random random) {
      this.workload = workload;
      this.random = random;
    }

    @Override
    public ExactTotal run(Work work, int[] units) {
      List<Integer> order = new ArrayList<>(Arrays.stream(units).boxed().toList());
      Collections.shuffle(order, random);
      ExactTotal total = work.none();
      for (int unit : order) {
        if (random.nextBoolean()) {
          work.over(workload, Units.of(unit));
        }
        total.add(work.over(workload, Units.of(unit)).packed());
      }
      return total;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @MethodSource("models")
  void aRunGoesOnFromAnySnapshot(ModelCase<?, ?, ?> model) {
    Plan plan = plan(1, 1, RoundPlan.local(2, 2));
    List<State> snapshots = new ArrayList<>();
    Listener keep =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            snapshots.add(state.snapshot());
          }
        };
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference straight = model.inference(plan, execution);
      Fit expected = straight.run(straight.start(), keep, () -> 0);
      assertEquals(expected.trace().size(), snapshots.size());

      for (State snapshot : snapshots) {
        Fit resumed = model.inference(plan, execution).run(snapshot, Listener.NONE, () -> 0);

        assertArrayEquals(Bits.of(expected.state()), Bits.of(resumed.state()));
      }
    }
  }

  /**
   * Rates 1/t make the parameters the mean of all targets so far; targets that do not depend on the
   * parameters, as those of a conjugate model without local variables, average to the posterior
   * over an epoch, whatever the shards.
   */
  @Test
  void oneEpochOfConjugateRegressionIsThePosterior() {
    ConjugateRegression model = new ConjugateRegression(3, 4);
    Workload<PointBlock, PointBlock> workload =
        Workload.of(model, ModelCases.regression().workload().training());
    double[] posterior = ConjugateRegression.posterior(workload.training(), 3, 4);
    Rules rules = Rules.all(new RobbinsMonro(0, 1));

    for (RoundPlan rounds :
        List.of(RoundPlan.local(3, 1), RoundPlan.local(3, 2), RoundPlan.local(2, 3))) {
      try (InProcess execution = new InProcess(workload, 1)) {
        Bundle fitted =
            run(workload, rules, ModelCase.plan(1, 1, SEED, rounds), execution).parameters();

        assertArrayEquals(posterior, fitted.copyOf(ConjugateRegression.NATURAL), 1e-10);
      }
    }
  }

  @Test
  void anExchangeNeverReachesPastAnEpoch() {
    ModelCase<PointBlock, ?, ?> model = ModelCases.regression();
    Plan plan = ModelCase.plan(2, 3, SEED, RoundPlan.local(100, 100));

    Fit fit = run(model, model.rules(), plan, 1);

    assertEquals(3, fit.trace().size());
    assertEquals(model.totalRows(), fit.trace().get(0).rows());
  }

  @Test
  void refusesNoShardsAndNoSteps() {
    assertEquals(
        "local rounds must have at least one shard and one step, but have 0 and 2",
        assertThrows(IllegalArgumentException.class, () -> RoundPlan.local(0, 2)).getMessage());
    assertEquals(
        "local rounds must have at least one shard and one step, but have 2 and 0",
        assertThrows(IllegalArgumentException.class, () -> RoundPlan.local(2, 0)).getMessage());
  }
}
