package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.data.Block;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;

/** Laws every execution keeps; a test of executions extends this and says which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ExecutionLaws {
  private static final long SEED = 43;

  /** The executions to try. */
  protected abstract Stream<ExecutionCase> executions();

  Stream<Arguments> executionsAndModels() {
    List<ModelCase<?, ?, ?>> models = ModelCases.all().toList();
    return executions()
        .flatMap(execution -> models.stream().map(model -> Arguments.of(execution, model)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("executionsAndModels")
  void sumsAreThoseOfBlocksOneByOne(ExecutionCase by, ModelCase<?, ?, ?> model) {
    Round round = model.round(model.somewhere(SEED), 3, SEED);
    try (Execution execution = by.open().apply(model.workload())) {
      for (int[] ids : new int[][] {model.all(), {3, 0}, {2}, {}, {1, 2, 0}}) {
        ExactTotal expected = model.sum(round, ids);

        ExactTotal sum = execution.sum(Pass.TRAINING, round, expected.quanta(), ids);

        assertArrayEquals(Bits.of(expected), Bits.of(sum));
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("executionsAndModels")
  void heldOutSumsAreThoseOfBlocksOneByOne(ExecutionCase by, ModelCase<?, ?, ?> model) {
    Round round = model.round(model.somewhere(SEED), 3, SEED);
    try (Execution execution = by.open().apply(model.workload())) {
      ExactTotal expected = model.emptyTotal();
      addAll(model.workload().part(Pass.HELD_OUT), round, expected);
      int[] all = IntStream.range(0, model.workload().heldOut().count()).toArray();

      // a workload without held-out blocks is never asked for their sum
      ExactTotal sum =
          all.length == 0
              ? model.emptyTotal()
              : execution.sum(Pass.HELD_OUT, round, expected.quanta(), all);

      assertArrayEquals(expected.packed().terms(), sum.packed().terms());
    }
  }

  private static <B extends Block> void addAll(
      Workload.Part<B> part, Round round, ExactTotal into) {
    for (int b = 0; b < part.blocks().count(); b++) {
      LocalStep<B> step = part.stepsOf().apply(round).create();
      Contribution contribution = new Contribution(round.parameters().layout());
      step.accumulate(part.blocks().read(b), contribution);
      into.add(contribution);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("executionsAndModels")
  void aRunHasTheBitsOfARunOnOneThread(ExecutionCase by, ModelCase<?, ?, ?> model) {
    Fit expected = model.run(2, 2, SEED, 1);

    Fit fit;
    try (Execution execution = by.open().apply(model.workload())) {
      Inference inference = model.inference(Plan.of(2, 2, SEED), execution);
      fit = inference.run(inference.start(), Listener.NONE, () -> 0);
    }

    assertArrayEquals(Bits.of(expected.state()), Bits.of(fit.state()));
    assertEquals(Traces.numbers(expected), Traces.numbers(fit));
    assertEquals(expected.verdict(), fit.verdict());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("executionsAndModels")
  void localRoundsHaveTheBitsOfThoseOnOneThread(ExecutionCase by, ModelCase<?, ?, ?> model) {
    Plan plan = ModelCase.plan(1, 2, SEED, RoundPlan.local(2, 2));
    Fit expected = run(model, plan, new InProcess(model.workload(), 1));

    Fit fit = run(model, plan, by.open().apply(model.workload()));

    assertArrayEquals(Bits.of(expected.state()), Bits.of(fit.state()));
    assertEquals(Traces.numbers(expected), Traces.numbers(fit));
  }

  private static Fit run(ModelCase<?, ?, ?> model, Plan plan, Execution opened) {
    try (Execution execution = opened) {
      Inference inference = model.inference(plan, execution);
      return inference.run(inference.start(), Listener.NONE, () -> 0);
    }
  }

  @ParameterizedTest
  @MethodSource("executions")
  void anUnreadableBlockFailsTheSum(ExecutionCase by) {
    ModelCase<PointBlock, ?, ?> model = ModelCases.regression();
    Round round = model.round(model.start(SEED), 1, SEED);
    ExactTotal empty = model.emptyTotal();
    try (Execution execution = by.open().apply(model.workload())) {
      assertThrows(
          RuntimeException.class,
          () -> execution.sum(Pass.TRAINING, round, empty.quanta(), new int[] {0, 99}));

      // and the next sum is right again
      ExactTotal sum = execution.sum(Pass.TRAINING, round, empty.quanta(), model.all());

      assertArrayEquals(Bits.of(model.sum(round, model.all())), Bits.of(sum));
    }
  }
}
