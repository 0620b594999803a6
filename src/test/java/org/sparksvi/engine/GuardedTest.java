package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.laws.Bits;
import org.sparksvi.laws.Traces;
import org.sparksvi.models.regression.Logistic;
import org.sparksvi.models.regression.NormalPrior;
import org.sparksvi.models.regression.Regression;
import org.sparksvi.models.regression.RegressionSettings;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Steps that are halved while they lower the bound. */
class GuardedTest {
  private static final Rules ONE = Rules.all(new Constant(1));

  /** Rows that a threshold tells apart, and a prior that hardly minds: steps overshoot. */
  private static Workload<LabelledBlock, LabelledBlock> separable() {
    Regression model =
        new Regression(
            new RegressionSettings(1, new Logistic(), new NormalPrior(100), true, false, 100));
    List<DataRow> rows =
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(r -> DataRow.of(r, r - 19.5).with(new RowRoles(r < 20 ? 0 : 1, 0, 0)))
            .toList();
    return Workload.of(model, MemoryBlocks.pack(LabelledBlock::of, 1, rows, 8));
  }

  private static Plan plan(long epochs, RoundPlan rounds) {
    Plan usual = Plan.of(5, epochs, 1);
    return new Plan(
        5, epochs, usual.maxSeconds(), 0, usual.patience(), 1, usual.heldOutEvery(), 1, rounds);
  }

  private static Fit fit(State from, long epochs, RoundPlan rounds) {
    Workload<LabelledBlock, LabelledBlock> workload = separable();
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, ONE, plan(epochs, rounds), execution);
      return inference.run(from == null ? inference.start() : from, Listener.NONE, () -> 0);
    }
  }

  @Test
  void theBoundRisesWherePlainStepsLoseIt() {
    Fit plain = fit(null, 30, RoundPlan.SYNCHRONOUS);
    Fit guarded = fit(null, 30, RoundPlan.GUARDED);

    assertThrows(AssertionError.class, () -> Traces.assertNeverFalls(plain, 1e-9));
    Traces.assertNeverFalls(guarded, 1e-9);
    assertTrue(last(guarded) > last(plain), last(guarded) + " after " + last(plain));
    assertTrue(guarded.trace().stream().anyMatch(line -> line.rate().orElse(1) < 1));
  }

  private static double last(Fit fit) {
    return fit.trace().get(fit.trace().size() - 1).elbo().orElseThrow();
  }

  /** What the last pass found is no part of the state. */
  @Test
  void aRunThatGoesOnHasTheBitsOfOneThatWasNotInterrupted() {
    for (long epochs : new long[] {1, 4, 9}) {
      State half = fit(null, epochs, RoundPlan.GUARDED).state().snapshot();

      Fit resumed = fit(half, 12, RoundPlan.GUARDED);

      assertArrayEquals(
          Bits.of(fit(null, 12, RoundPlan.GUARDED).state()), Bits.of(resumed.state()));
    }
  }

  @Test
  void everyRoundHasAllBlocks() {
    assertEquals(17, RoundPlan.GUARDED.blocks(3, 17));
    assertEquals(
        40,
        fit(null, 2, RoundPlan.GUARDED).trace().stream()
            .mapToDouble(l -> l.rows())
            .max()
            .orElse(0));
  }
}
