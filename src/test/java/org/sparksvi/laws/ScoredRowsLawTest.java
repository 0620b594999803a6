package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.diagnose.MeanScore;
import org.sparksvi.diagnose.Paired;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;

/** The standard error of a held-out score is that of its rows, scored one by one. */
class ScoredRowsLawTest {
  private static final long SEED = 17;

  /** Relative: sums of squares less the square of their mean, of kernels of single precision. */
  private static final double ROUNDING = 1e-4;

  static Stream<ModelCase<?, ?, ?>> scored() {
    return ModelCases.all()
        .filter(some -> some.model() instanceof HeldOut)
        .filter(some -> !(some.workload().training().read(0) instanceof PointBlock)); // not divided
  }

  @ParameterizedTest
  @MethodSource("scored")
  void theErrorIsThatOfTheRows(ModelCase<?, ?, ?> some) {
    assertErrors(some, part(some));
  }

  /** Held-out blocks, or those of the training where the case has none. */
  @SuppressWarnings(
      "unchecked") // models without blocks of another type score those that they train on
  private static <H extends Block> Workload.Part<H> part(ModelCase<?, ?, ?> some) {
    return some.workload().heldOut().count() > 0
        ? (Workload.Part<H>) some.workload().part(Pass.HELD_OUT)
        : new Workload.Part<>(
            (Blocks<H>) some.workload().training(), ((HeldOut<H>) some.model())::scorers);
  }

  @SuppressWarnings("unchecked") // blocks of the same kind
  private static <H extends Block> void assertErrors(
      ModelCase<?, ?, ?> some, Workload.Part<H> part) {
    Round round = some.round(some.somewhere(SEED), 3, SEED);
    Blocks<H> blocks = part.blocks();
    LocalStep<H> step = part.steps(round).create();
    Contribution sum = new Contribution(some.model().layout());
    List<double[]> rows = new ArrayList<>();
    for (int b = 0; b < blocks.count(); b++) {
      H block = blocks.read(b);
      step.accumulate(block, sum);
      for (int r = 0; r < block.rows(); r++) {
        Contribution one = new Contribution(some.model().layout());
        part.steps(round).create().accumulate((H) block.single(r, block.id()), one);
        if (one.get(Term.HELD_OUT_UNITS) > 0) {
          rows.add(
              new double[] {one.get(Term.HELD_OUT_LOG_PROBABILITY), one.get(Term.HELD_OUT_UNITS)});
        }
      }
    }
    Paired expected =
        Paired.of(
            rows.stream().mapToDouble(row -> row[0]).toArray(),
            new double[rows.size()],
            rows.stream().mapToDouble(row -> row[1]).toArray());

    MeanScore score =
        MeanScore.of(
            sum.get(Term.HELD_OUT_LOG_PROBABILITY),
            sum.get(Term.HELD_OUT_UNITS),
            sum.get(Term.HELD_OUT_ROWS),
            sum.get(Term.HELD_OUT_SQUARES),
            sum.get(Term.HELD_OUT_PRODUCTS),
            sum.get(Term.HELD_OUT_UNIT_SQUARES));

    assertEquals(rows.size(), sum.get(Term.HELD_OUT_ROWS));
    assertTrue(expected.standardError() > 0, "scores differ by row");
    assertEquals(expected.difference(), score.mean(), ROUNDING * Math.abs(expected.difference()));
    assertEquals(
        expected.standardError(),
        score.standardError().orElseThrow(),
        ROUNDING * expected.standardError());
  }
}
