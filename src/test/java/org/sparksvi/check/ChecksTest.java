package org.sparksvi.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.models.joint.Densities.flat;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.normal;
import static org.sparksvi.models.joint.Densities.poissonLog;
import static org.sparksvi.models.joint.Densities.uniform;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.check.Report.Check;
import org.sparksvi.check.Report.Outcome;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSettings;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Value;

/**
 * Each check says what is wrong with a model that is wrong in one way, and with which parameter.
 */
class ChecksTest {
  private static final AtomicInteger CALLS = new AtomicInteger();

  private static Report check(LogJoint joint) {
    return check(joint, rows());
  }

  private static List<DataRow> rows() {
    Random random = new Random(3);
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < 40; r++) {
      double x = random.nextGaussian();
      rows.add(DataRow.of(r, x, 1 + 2 * x + random.nextGaussian(), random.nextGaussian()));
    }
    return rows;
  }

  private static Report check(LogJoint joint, List<DataRow> rows) {
    MemoryBlocks<DenseBlock> blocks = MemoryBlocks.pack(DenseBlock::of, 3, rows, 20);
    return Checks.of(new JointModel<>(joint, JointSettings.of("x", "y", "z")), blocks);
  }

  private static Check only(Report report, String law) {
    assertEquals(1, report.of(law).size(), report.text());
    return report.of(law).get(0);
  }

  private static void assertBroken(LogJoint joint, String law, String found) {
    Report report = check(joint);
    Check check = only(report, law);
    assertEquals(Outcome.BROKEN, check.outcome(), report.text());
    assertTrue(check.found().contains(found), report.text());
    assertFalse(check.advice().isEmpty());
    assertFalse(report.holds());
  }

  @Test
  void aLineIsFineButForTheColumnThatItDoesNotUse() {
    Report report =
        check(
            s -> {
              Value line =
                  s.column("x").times(s.real("b", normal(0, 5))).plus(s.real("a", normal(0, 5)));
              return s.observe("y", normal(line, s.positive("noise", halfNormal(2))));
            });

    assertTrue(report.holds(), report.text());
    Check columns = only(report, DensityChecks.COLUMNS);
    assertEquals(Outcome.NOTE, columns.outcome(), report.text());
    assertEquals("nothing depends on z", columns.found());
    assertEquals(
        1,
        report.checks().stream().filter(c -> c.outcome() != Outcome.KEPT).count(),
        report.text());
  }

  @Test
  void rowsThatUseTheMeanOfOthersAreFound() {
    assertBroken(
        s -> {
          Value y = s.column("y");
          Value centred = y.minus(y.sum().over(y.rows()));
          return normal(s.real("b", normal(0, 1)), 1).log(centred);
        },
        Checks.ROWS,
        "expected log likelihood");
  }

  @Test
  void stateIsFound() {
    assertBroken(
        s ->
            normal(s.real("b", normal(0, 1)), 1)
                .log(s.column("y").plus(1e-3 * CALLS.incrementAndGet())),
        Checks.SAME_BITS,
        "expected log likelihood");
  }

  @Test
  void aFlatPriorIsFoundByItsParameter() {
    assertBroken(
        s -> s.observe("y", normal(s.real("a", flat()), 1)),
        DensityChecks.PRIOR,
        "parameter a: the log prior does not fall toward minus infinity");
  }

  @Test
  void aDensityThatOverflowsIsFoundByItsParameter() {
    assertBroken(
        s -> {
          Value b = s.real("b", normal(0, 10));
          Value huge = b.times(50).exp(); // e^1500 at the edge
          return normal(huge.over(huge.plus(1)), 1).log(s.column("y"));
        },
        DensityChecks.EXTREME,
        "parameter b, unconstrained 30.0: the log density is NaN");
  }

  @Test
  void twoParametersOfOneSumAreFoundByTheirCombination() {
    assertBroken(
        s -> {
          Value sum = s.real("a", normal(0, 1e9)).plus(s.real("b", normal(0, 1e9)));
          return s.observe("y", normal(sum, 1));
        },
        Curvature.DETERMINED,
        "0.71 a - 0.71 b");
    Report held =
        check(
            s -> {
              Value sum = s.real("a", normal(0, 1)).plus(s.real("b", normal(0, 1)));
              return s.observe("y", normal(sum, 1));
            });
    assertTrue(held.holds(), held.text());
    Check note = only(held, Curvature.BY_ROWS);
    assertEquals("only priors say anything along 0.71 a - 0.71 b", note.found(), held.text());
  }

  @Test
  void aKinkIsFound() {
    // |b - b0| has no derivative where a difference steps over it; at almost all points it has
    Report report =
        check(s -> normal(0, 1).log(s.column("y").minus(s.real("b", normal(0, 1)).abs())));
    assertEquals(Outcome.KEPT, only(report, DensityChecks.GRADIENT).outcome(), report.text());
  }

  @Test
  void aUniformPriorOfAPositiveNumberIsSound() {
    Report report =
        check(
            s ->
                s.observe(
                    "y", normal(s.real("a", normal(0, 5)), s.positive("s", uniform(0, 100)))));

    assertEquals(Outcome.KEPT, only(report, DensityChecks.PRIOR).outcome(), report.text());
    assertTrue(report.holds(), report.text());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1, 1e4, 1e6})
  void anInterceptBesideAColumnOfAnySizeIsDetermined(double size) {
    Report report =
        check(
            s -> {
              Value slope = s.real("b", normal(0, 5 / size));
              Value line = s.column("x").times(size).times(slope).plus(s.real("a", normal(0, 5)));
              return s.observe("y", normal(line, s.positive("noise", halfNormal(2))));
            });

    assertTrue(report.holds(), report.text());
    assertEquals(Outcome.KEPT, only(report, Curvature.DETERMINED).outcome(), report.text());
    assertEquals(Outcome.KEPT, only(report, Curvature.BY_ROWS).outcome(), report.text());
  }

  @Test
  void aColumnFarFromZeroIsNotAnIntercept() {
    // the sine of the angle between them is 1e-3
    Report report =
        check(
            s -> {
              Value x = s.column("x").times(10).plus(1e4);
              Value line = x.times(s.real("b", normal(0, 5))).plus(s.real("a", normal(0, 1e5)));
              return s.observe("y", normal(line, 1));
            });

    assertTrue(report.holds(), report.text());
    assertEquals(Outcome.KEPT, only(report, Curvature.BY_ROWS).outcome(), report.text());
  }

  @Test
  void parametersOfOneSumAreFoundInUnlikeUnitsToo() {
    assertBroken(
        s -> {
          Value sum = s.real("a", normal(0, 1e9)).plus(s.real("b", normal(0, 1e9)).times(1e4));
          return s.observe("y", normal(sum, 1));
        },
        Curvature.DETERMINED,
        "0.71 a - 0.71 b");
  }

  @Test
  void aParameterThatNothingSaysAnythingOfIsFound() {
    assertBroken(
        s -> {
          s.real("idle", flat());
          return s.observe("y", normal(s.real("a", normal(0, 1)), 1));
        },
        Curvature.DETERMINED,
        "1.00 idle");
  }

  @Test
  void aDensityThatIsNoNumberAtZeroIsLookedAtElsewhere() {
    Report report = check(s -> normal(0, s.real("b", normal(0, 1)).abs()).log(s.column("y")));

    assertEquals(Outcome.KEPT, only(report, Checks.FINITE).outcome(), report.text());
    assertEquals(Outcome.KEPT, only(report, DensityChecks.GRADIENT).outcome(), report.text());
    assertEquals(Outcome.KEPT, only(report, Curvature.DETERMINED).outcome(), report.text());
    assertTrue(report.holds(), report.text());
  }

  @Test
  void aModelThatIsNotFiniteAtTheStartIsToldThatAlone() {
    Report report =
        check(
            s -> {
              Value b = s.real("b", normal(0, 1));
              return normal(b, 1).log(s.column("y").minus(1e3).log()); // of negative numbers
            });

    assertEquals(Outcome.BROKEN, only(report, Checks.FINITE).outcome(), report.text());
    assertEquals(
        List.of(Checks.SAME_BITS, Checks.FINITE),
        report.checks().stream().map(Check::law).toList(),
        report.text());
    assertEquals(Outcome.KEPT, only(report, Checks.SAME_BITS).outcome(), report.text());
  }

  @Test
  void aRowOfALaterBlockThatHasNoDensityIsFound() {
    List<DataRow> rows = rows();
    rows.set(30, DataRow.of(30, 0, 0, 100));
    Report report =
        check(
            s -> {
              Value late = s.column("z").times(-1).plus(10).log();
              return normal(s.real("b", normal(0, 1)), 1).log(s.column("y").plus(late));
            },
            rows);

    Check check = only(report, Checks.FINITE);
    assertEquals(Outcome.BROKEN, check.outcome(), report.text());
    assertTrue(check.found().endsWith("in block 1"), report.text());
  }

  @Test
  void countsBesideAColumnOfAnySizeHaveTheirGradient() {
    Report report =
        check(
            s -> {
              Value x = s.column("x").times(1e4);
              Value line = x.times(s.real("b", normal(0, 1e-3))).plus(s.real("a", normal(0, 5)));
              return poissonLog(line).log(s.column("z").times(0).plus(2));
            });

    assertTrue(report.holds(), report.text());
    assertEquals("nothing depends on y, z", only(report, DensityChecks.COLUMNS).found());
  }

  @Test
  void theOnlyColumnThatIsUsedIsUsed() {
    Report report = check(s -> s.observe("y", normal(s.real("a", normal(0, 1)), 1)));

    assertEquals("nothing depends on x, z", only(report, DensityChecks.COLUMNS).found());
  }

  @Test
  void sumsThatCancelAreNotComparedByTheirRounding() {
    // the prior of idle alone is wrong; rows say nothing of it but rounding
    Report report =
        check(
            s -> {
              s.positive("idle", flat());
              return s.observe("y", normal(s.real("a", normal(0, 1)), 1));
            });

    assertEquals(Outcome.KEPT, only(report, Checks.ROWS).outcome(), report.text());
    assertEquals(Outcome.BROKEN, only(report, DensityChecks.PRIOR).outcome(), report.text());
  }

  @Test
  void aPriorWithBoundsThatLeaveOutWhereTheModelBeginsIsFound() {
    assertBroken(
        s -> s.observe("y", normal(s.real("a", uniform(5, 6)), 1)),
        DensityChecks.NUMBER,
        "it or its gradient is none at 0");
  }
}
