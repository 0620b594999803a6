package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.Gap;
import org.sparksvi.model.Round;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.random.Streams;

/** Linear response where the density is no number, or the posterior is nearly flat. */
class ResponseFaultsTest {
  private static final Blocks<DenseBlock> ROWS = new MemoryBlocks<>(List.of(Lines.block(0, 40)));

  /** Where the density is no number, and whether its derivatives are some there. */
  private enum Fault {
    ROWS(false, false),
    ROWS_WITH_DERIVATIVES(false, true),
    PRIOR(true, false),
    PRIOR_WITH_DERIVATIVES(true, true);

    private final boolean ofPrior;
    private final boolean derivatives;

    Fault(boolean ofPrior, boolean derivatives) {
      this.ofPrior = ofPrior;
      this.derivatives = derivatives;
    }
  }

  /** Lines, of a density that is no number where the first slope is below a bound. */
  private static LogJoint bounded(double bound, Fault fault) {
    return s -> {
      Value beta = s.real("beta", Lines.SIZE, Densities.normal(0, 1));
      Value logs = s.observe("y", Densities.normal(s.columns("x*").dot(beta), 1));
      Value above = beta.column(0).minus(bound);
      Value none = (fault.derivatives ? above.log() : above.sqrt()).times(1e-9);
      if (fault.ofPrior) {
        s.add(none);
      }
      return fault.ofPrior ? logs : logs.plus(none);
    };
  }

  /** A slope in two parts, of which the rows know the sum only. */
  private static LogJoint parts(double deviation) {
    return s -> {
      Value first = s.real("first", Densities.normal(0, deviation));
      Value second = s.real("second", Densities.normal(0, deviation));
      return s.observe("y", Densities.normal(s.column("x1").times(first.plus(second)), 1));
    };
  }

  private static JointModel<DenseBlock> model(LogJoint joint) {
    return new JointModel<>(
        joint,
        new JointSettings(
            List.of(Lines.COLUMNS), Posterior.MEAN_FIELD, 2, Method.DETERMINISTIC, 40, 0.1));
  }

  private static Contribution sum(JointModel<DenseBlock> model, Round round) {
    Evidence<DenseBlock> evidence = model.evidence(100).orElseThrow();
    Contribution sum = new Contribution(evidence.layout());
    evidence.steps(round).create().accumulate(ROWS.read(0), sum);
    return sum;
  }

  private static Round round(Bundle parameters) {
    return new Round(1, ROWS.totalWeight(), parameters, new Streams(5));
  }

  /** Exact sums take no others, and a curvature without some draws would be another one. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void sumsAreNumbersWhereDensitiesAreNone(Fault fault) {
    Bundle parameters = JointFits.quasiNewton(model(new Lines()), ROWS, 3).parameters();
    double mean = model(new Lines()).q(parameters).mean()[0];
    JointModel<DenseBlock> model = model(bounded(mean, fault));

    Contribution sum = sum(model, round(parameters));
    Gap gap = model.evidence(100).orElseThrow().gap(round(parameters), sum);

    sum.statistics()
        .layout()
        .fields()
        .forEach(
            field ->
                assertTrue(
                    Arrays.stream(sum.statistics().values(field.name())).allMatch(Double::isFinite),
                    field.name()));
    assertTrue(Double.isFinite(gap.logEvidence()), "draws that are possible are weighted");
    assertEquals(List.of(), gap.globals().orElseThrow().responses());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void theyAreThereWhereAllDrawsArePossible(Fault fault) {
    Bundle parameters = JointFits.quasiNewton(model(new Lines()), ROWS, 3).parameters();
    JointModel<DenseBlock> model = model(bounded(-100, fault));

    Gap gap = JointFits.evidence(model, ROWS, parameters, 100, 5);

    assertEquals(Lines.SIZE, gap.globals().orElseThrow().responses().size());
  }

  /** Where the prior alone tells the parts apart, their variance is half of the prior's. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 5, 30})
  void partsAreToldApartByTheirPrior(double deviation) {
    double variance = covariance(deviation).orElseThrow()[0];
    double square = 0;
    for (int r = 0; r < ROWS.read(0).rows(); r++) {
      square += Math.pow(ROWS.read(0).values()[4 * r], 2);
    }
    double prior = 1 / (deviation * deviation);
    double exact = (prior + square) / (prior * (prior + 2 * square));
    assertEquals(1, variance / exact, 1e-3, "of " + exact);
  }

  /** Variances that are 10⁸ times the conditional ones, or more, may be noise of differences. */
  @ParameterizedTest
  @ValueSource(doubles = {3e3, 1e4, 1e6, 1e8})
  void nothingIsSaidOfPartsThatNothingTellsApart(double deviation) {
    assertTrue(covariance(deviation).isEmpty());
  }

  @Test
  void evidenceIsThereWithoutThem() {
    JointModel<DenseBlock> model = model(parts(1e7));
    Bundle parameters = JointFits.quasiNewton(model, ROWS, 3).parameters();
    Gap gap = JointFits.evidence(model, ROWS, parameters, 100, 5);
    assertEquals(List.of(), gap.globals().orElseThrow().responses());
    assertTrue(Double.isFinite(gap.elbo()));
  }

  private static Optional<double[]> covariance(double deviation) {
    JointModel<DenseBlock> model = model(parts(deviation));
    Round round = round(JointFits.quasiNewton(model, ROWS, 3).parameters());
    return LinearResponse.of(model).orElseThrow().at(round).covariance(sum(model, round));
  }
}
