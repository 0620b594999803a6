package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Gap;
import org.sparksvi.model.Round;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.random.Streams;

/** Where the posterior is a Gaussian, whitened draws give it exactly. */
class GaussianTargetTest {
  private static final Blocks<DenseBlock> ROWS = new MemoryBlocks<>(List.of(Lines.block(0, 40)));
  private static final Lines.Exact EXACT = Lines.Exact.of(Lines.block(0, 40));

  /** Few, and enough for all second moments. */
  private static final int DRAWS = 12;

  /** L-BFGS stops where a round gains less than 1e-7 nats. */
  private static final double STOPPED = 1e-6;

  private static JointModel<DenseBlock> model(Posterior posterior) {
    JointSettings settings =
        new JointSettings(List.of(Lines.COLUMNS), posterior, 2, Method.DETERMINISTIC, DRAWS, 0.1);
    return new JointModel<>(new Lines(), settings);
  }

  private static Bundle fitted(JointModel<DenseBlock> model) {
    return JointFits.quasiNewton(model, ROWS, 3).state().parameters();
  }

  @Test
  void fullRankIsExact() {
    JointModel<DenseBlock> model = model(Posterior.FULL_RANK);
    Bundle parameters = fitted(model);

    assertEquals(EXACT.evidence(), bound(model, parameters), STOPPED);
    // nats below the most are half the squared distance in standard deviations
    assertArrayEquals(EXACT.mean(), model.q(parameters).mean(), Math.sqrt(2 * STOPPED));
    Gap gap = JointFits.evidence(model, ROWS, parameters, 1000, 5);
    assertEquals(EXACT.evidence(), gap.logEvidence(), 1e-3);
    assertTrue(gap.globals().orElseThrow().shape() < 0.2, gap::toString);
  }

  @Test
  void meanFieldHasTheConditionalDeviationsAndItsKnownGap() {
    JointModel<DenseBlock> model = model(Posterior.MEAN_FIELD);
    Bundle parameters = fitted(model);

    double gap = -0.5 * EXACT.factor().logDeterminant();
    for (int j = 0; j < Lines.SIZE; j++) {
      double precision = EXACT.precision()[j * Lines.SIZE + j];
      gap += 0.5 * Math.log(precision);
      assertEquals(1 / Math.sqrt(precision), deviation(model, parameters, j), Math.sqrt(STOPPED));
    }
    assertEquals(EXACT.evidence() - gap, bound(model, parameters), STOPPED);
    assertTrue(gap > 0.1, "the columns must go along with each other");
  }

  /** √(C Cᵀ)_jj of a mean field: what a draw of one standard normal is off. */
  private static double deviation(JointModel<DenseBlock> model, Bundle parameters, int j) {
    double[] z = new double[Lines.SIZE];
    z[j] = 1;
    Gaussian q = model.q(parameters);
    return q.draw(z)[j] - q.mean()[j];
  }

  @Test
  void twoFactorsBesideThreeScalesAreExact() {
    JointModel<DenseBlock> model = model(Posterior.LOW_RANK); // 3 + 6 numbers for 6 covariances

    assertEquals(EXACT.evidence(), bound(model, fitted(model)), 10 * STOPPED);
  }

  @Test
  void drawsThatAreNotWhitenedFlatterTheBound() {
    JointModel<DenseBlock> model = model(Posterior.FULL_RANK);
    double[][] plain = Noise.of(new Streams(3), 0, DRAWS, Lines.SIZE);
    double[][] white = Noise.whitened(new Streams(3), DRAWS, Lines.SIZE, 0);

    // the best bound of a Gaussian target over C of draws with moments M is evidence − ½ log |M|
    assertTrue(logDeterminant(plain) < -0.5, "few draws look narrower than they are");
    assertEquals(0, logDeterminant(white), 1e-12);
    assertEquals(DRAWS, model.draws());
  }

  private static double logDeterminant(double[][] z) {
    int d = z[0].length;
    double[] moments = new double[d * d];
    for (double[] one : z) {
      for (int i = 0; i < d * d; i++) {
        moments[i] += one[i / d] * one[i % d] / z.length;
      }
    }
    return Cholesky.of(moments, d, "moments").logDeterminant();
  }

  /** At the draws of the training. */
  private static double bound(JointModel<DenseBlock> model, Bundle parameters) {
    Round round = new Round(1, ROWS.totalWeight(), parameters, new Streams(3));
    Contribution sum = new Contribution(model.layout());
    model.localSteps(round).create().accumulate(ROWS.read(0), sum);
    return sum.localElbo() + model.globalElbo(round);
  }
}
