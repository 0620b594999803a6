package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
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

/** Covariances of mean fields by linear response. */
class LinearResponseTest {
  private static final Blocks<DenseBlock> ROWS = new MemoryBlocks<>(List.of(Lines.block(0, 40)));

  private static final Blocks<DenseBlock> MORE = new MemoryBlocks<>(List.of(Lines.block(0, 400)));

  /** A line with an error whose size is not known, so that the posterior is no Gaussian. */
  private static final LogJoint UNKNOWN_ERROR =
      s -> {
        Value level = s.real("level", Densities.normal(0, 10));
        Value slope = s.real("slope", Densities.normal(0, 10));
        Value error = s.positive("error", Densities.halfNormal(5));
        Value x = s.column("x1").plus(2); // so that level and slope go along with each other
        return s.observe("y", Densities.normal(x.times(slope).plus(level), error));
      };

  private static JointModel<DenseBlock> model(LogJoint joint, Posterior posterior) {
    return new JointModel<>(
        joint,
        new JointSettings(List.of(Lines.COLUMNS), posterior, 2, Method.DETERMINISTIC, 40, 0.1));
  }

  /** The posterior is a Gaussian: what is left is the rounding of differences, and the search's. */
  @Test
  void itIsExactWhereThePosteriorIsAGaussian() {
    JointModel<DenseBlock> model = model(new Lines(), Posterior.MEAN_FIELD);
    Bundle parameters = JointFits.quasiNewton(model, ROWS, 3).parameters();
    Evidence<DenseBlock> evidence = model.evidence(10).orElseThrow();
    Round round = new Round(1, ROWS.totalWeight(), parameters, new Streams(5));
    Contribution sum = new Contribution(evidence.layout());
    evidence.steps(round).create().accumulate(ROWS.read(0), sum);
    LinearResponse response = LinearResponse.of(model).orElseThrow();

    double[] covariance = response.at(round).covariance(sum).orElseThrow();

    double[] exact = Lines.Exact.of(Lines.block(0, 40)).factor().inverse();
    int d = Lines.SIZE;
    for (int k = 0; k < d * d; k++) {
      double unit = Math.sqrt(exact[k / d * (d + 1)] * exact[k % d * (d + 1)]);
      assertEquals(exact[k], covariance[k], 1e-6 * unit, "number " + k);
    }
  }

  @Test
  void deviationsAreThoseOfFullRankWhereItIsNearlyOne() {
    JointModel<DenseBlock> field = model(UNKNOWN_ERROR, Posterior.MEAN_FIELD);
    Bundle parameters = JointFits.quasiNewton(field, MORE, 3).parameters();
    Gap gap = JointFits.evidence(field, MORE, parameters, 1000, 5);
    JointModel<DenseBlock> full = model(UNKNOWN_ERROR, Posterior.FULL_RANK);
    Bundle better = JointFits.quasiNewton(full, MORE, 3).parameters();

    List<Double> responses = gap.globals().orElseThrow().responses();

    var own = field.summary(parameters, 4000, 1).quantities();
    var wanted = full.summary(better, 4000, 1).quantities();
    assertEquals(wanted.size(), responses.size());
    for (int i = 0; i < wanted.size(); i++) {
      // 4000 draws each: 1.6 % of their ratio; and as much for what is no Gaussian
      assertEquals(1, responses.get(i) / wanted.get(i).deviation(), 0.05, wanted.get(i).name());
    }
    assertTrue(own.get(0).deviation() < 0.7 * wanted.get(0).deviation(), "nothing is mended");
  }

  @Test
  void nobodyElseHasAny() {
    assertTrue(LinearResponse.of(model(new Lines(), Posterior.FULL_RANK)).isEmpty());
    Bundle parameters =
        JointFits.quasiNewton(model(new Lines(), Posterior.FULL_RANK), ROWS, 3).parameters();
    JointModel<DenseBlock> model = model(new Lines(), Posterior.FULL_RANK);
    Gap gap = JointFits.evidence(model, ROWS, parameters, 100, 5);
    assertTrue(gap.globals().orElseThrow().responses().isEmpty());
  }
}
