package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Oracle;
import org.sparksvi.model.Start;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Variational posteriors of Gaussian mixtures. */
class GaussianPosteriorTest {
  /** Identities in exact arithmetic, on a few rows. */
  private static final double IDENTITY = 1e-10;

  private static final GaussianPrior PRIOR = new GaussianPrior(0.7, 2.5, 0.4);
  private static final double ALPHA = 0.6;

  static MixtureModel<DenseBlock> model(int components, int columns, Covariance covariance) {
    return new MixtureModel<>(
        Mixing.dirichlet(ALPHA),
        new GaussianComponents(components, columns, covariance, Gaussians.posterior(PRIOR)));
  }

  private static double[][] drawn(int n, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][2];
    for (double[] row : rows) {
      double side = random.nextBoolean() ? 2 : -1;
      row[0] = 5 + side + random.nextGaussian();
      row[1] = 10 * (side + 0.5 * row[0] + random.nextGaussian());
    }
    return rows;
  }

  /** Rows as the model sees them. */
  private static double[][] scaled(double[][] rows, Bundle parameters) {
    double[] centre = parameters.values(GaussianComponents.CENTRE);
    double[] scale = parameters.values(GaussianComponents.SCALE);
    double[][] out = new double[rows.length][2];
    for (int r = 0; r < rows.length; r++) {
      for (int d = 0; d < 2; d++) {
        out[r][d] = (rows[r][d] - centre[d]) / scale[d];
      }
    }
    return out;
  }

  private static double logScale(double[][] rows, Bundle parameters) {
    return rows.length
        * Arrays.stream(parameters.values(GaussianComponents.SCALE)).map(Math::log).sum();
  }

  @Test
  void oneComponentHasTheEvidenceInClosedForm() {
    double[][] rows = drawn(30, 1);
    MixtureModel<DenseBlock> model = model(1, 2, Covariance.FULL);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 7);

    Bundle parameters = Fits.batch(model, blocks, 2, 1).parameters();

    double evidence =
        ConjugateOracle.prior(PRIOR).logEvidence(scaled(rows, parameters))
            - logScale(rows, parameters);
    assertEquals(evidence, Fits.elbo(model, blocks, parameters), IDENTITY);
  }

  /**
   * A prior with the correlations of the data is one without, of rows whose correlations are taken
   * out; the volume changes by the determinant.
   */
  @ParameterizedTest
  @EnumSource(names = {"FULL", "TIED"})
  void oneComponentWithTheDataInItsPriorHasTheEvidenceInClosedForm(Covariance covariance) {
    double[][] rows = drawn(30, 5);
    GaussianPrior prior =
        new GaussianPrior(
            PRIOR.meanRows(), PRIOR.rows(), PRIOR.variance(), GaussianPrior.Shape.DATA);
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(
            Mixing.dirichlet(ALPHA),
            new GaussianComponents(1, 2, covariance, Gaussians.posterior(prior)));
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 7);

    Bundle parameters = Fits.batch(model, blocks, 2, 1).parameters();

    double[][] x = scaled(rows, parameters);
    double own = 1 + 1e-6; // the variance of a scaled column, and what is added to it
    double together = Arrays.stream(x).mapToDouble(row -> row[0] * row[1]).sum() / x.length;
    assertTrue(Math.abs(together) > 0.5, "columns that go together");
    double first = Math.sqrt(own);
    double below = together / first;
    double second = Math.sqrt(own - below * below);
    double[][] whitened =
        Arrays.stream(x)
            .map(row -> new double[] {row[0] / first, (row[1] - below * row[0] / first) / second})
            .toArray(double[][]::new);
    double evidence =
        ConjugateOracle.prior(PRIOR).logEvidence(whitened)
            - rows.length * Math.log(first * second)
            - logScale(rows, parameters);
    assertEquals(evidence, Fits.elbo(model, blocks, parameters), IDENTITY);
  }

  /** Tied is full where there is one component. */
  @Test
  void oneTiedComponentHasTheEvidenceInClosedForm() {
    double[][] rows = drawn(30, 2);
    MixtureModel<DenseBlock> model = model(1, 2, Covariance.TIED);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 7);

    Bundle parameters = Fits.batch(model, blocks, 2, 1).parameters();

    double evidence =
        ConjugateOracle.prior(PRIOR).logEvidence(scaled(rows, parameters))
            - logScale(rows, parameters);
    assertEquals(evidence, Fits.elbo(model, blocks, parameters), IDENTITY);
  }

  /** Normal-gamma evidence, column by column or for all at once (Murphy 2007, equation 95). */
  @ParameterizedTest
  @EnumSource(names = {"DIAGONAL", "SPHERICAL"})
  void oneComponentWithoutCorrelationsHasTheEvidenceInClosedForm(Covariance covariance) {
    double[][] rows = drawn(25, 3);
    MixtureModel<DenseBlock> model = model(1, 2, covariance);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 7);

    Bundle parameters = Fits.batch(model, blocks, 2, 1).parameters();

    double[][] x = scaled(rows, parameters);
    int n = x.length;
    double a0 = 0.5 * PRIOR.rows();
    double rate0 = a0 * PRIOR.variance();
    double[] half = new double[2]; // half the scatter about the prior's mean 0
    for (int d = 0; d < 2; d++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : x) {
        sum += row[d];
        squares += row[d] * row[d];
      }
      half[d] = 0.5 * (squares - sum * sum / (PRIOR.meanRows() + n));
    }
    int together = covariance == Covariance.SPHERICAL ? 2 : 1;
    double evidence = -logScale(rows, parameters);
    for (int d = 0; d < 2; d += together) {
      double a = a0 + 0.5 * n * together;
      double rate = rate0 + half[d] + (together == 2 ? half[1] : 0);
      evidence +=
          Oracle.logGamma(a)
              - Oracle.logGamma(a0)
              + a0 * Math.log(rate0)
              - a * Math.log(rate)
              + 0.5 * together * Math.log(PRIOR.meanRows() / (PRIOR.meanRows() + n))
              - 0.5 * n * together * Math.log(2 * Math.PI);
    }
    assertEquals(evidence, Fits.elbo(model, blocks, parameters), IDENTITY);
  }

  /** The mission's identity, with every labelling of six rows enumerated. */
  @Test
  void theEvidenceIsTheBoundPlusTheDivergence() {
    double[][] rows = drawn(6, 5);
    int labels = 2;
    MixtureModel<DenseBlock> model = model(labels, 2, Covariance.FULL);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 2);
    for (int rounds : new int[] {1, 2, 5, 40}) {
      Bundle parameters = Fits.batch(model, blocks, rounds, 3).parameters();
      double[][] x = scaled(rows, parameters);
      Enumeration all = new Enumeration(x, labels, parameters);

      double gap = all.logEvidence() - logScale(rows, parameters);

      double divergence = all.divergence();
      assertTrue(divergence > 1e-3, "the bound is not exact here");
      assertEquals(gap, Fits.elbo(model, blocks, parameters) + divergence, IDENTITY);
    }
  }

  /** Read out of the running sums. */
  private static ConjugateOracle[] posteriors(int components, Bundle parameters) {
    double[] counts = parameters.values(MixtureModel.COUNTS);
    double[] sums = parameters.values(GaussianComponents.SUMS);
    double[] squares = parameters.values(GaussianComponents.SQUARES);
    ConjugateOracle prior = ConjugateOracle.prior(PRIOR);
    ConjugateOracle[] q = new ConjugateOracle[components];
    for (int k = 0; k < components; k++) {
      double b = prior.b() + counts[k];
      double[] m = {sums[2 * k] / b, sums[2 * k + 1] / b};
      double[] v = {
        prior.v()[0] + squares[3 * k] - b * m[0] * m[0],
        squares[3 * k + 1] - b * m[0] * m[1],
        prior.v()[2] + squares[3 * k + 2] - b * m[1] * m[1]
      };
      q[k] = new ConjugateOracle(b, m, prior.nu() + counts[k], v);
    }
    return q;
  }

  /** All labellings, their evidence and posterior; reads q out of the running sums by itself. */
  private static final class Enumeration {
    private final double[][] x;
    private final int labels;
    private final double[][] share; // r, rows × labels, at the model's globals
    private final ConjugateOracle[] q;
    private final double[] alpha;
    private final double[] logJoints;

    Enumeration(double[][] x, int labels, Bundle parameters) {
      this.x = x;
      this.labels = labels;
      this.q = posteriors(labels, parameters);
      this.alpha =
          Arrays.stream(parameters.values(MixtureModel.COUNTS)).map(n -> ALPHA + n).toArray();
      this.share = ConjugateOracle.responsibilities(x, q, alpha);
      this.logJoints = new double[1 << x.length];
      for (int z = 0; z < logJoints.length; z++) {
        logJoints[z] = logJoint(z);
      }
    }

    private double[][] of(int z, int k) {
      List<double[]> rows = new ArrayList<>();
      for (int n = 0; n < x.length; n++) {
        if ((z >> n & 1) == k) {
          rows.add(x[n]);
        }
      }
      return rows.toArray(double[][]::new);
    }

    /** log p(x, z). */
    private double logJoint(int z) {
      double sum = Oracle.logGamma(labels * ALPHA) - Oracle.logGamma(labels * ALPHA + x.length);
      for (int k = 0; k < labels; k++) {
        double[][] mine = of(z, k);
        sum += Oracle.logGamma(ALPHA + mine.length) - Oracle.logGamma(ALPHA);
        sum += ConjugateOracle.prior(PRIOR).logEvidence(mine);
      }
      return sum;
    }

    double logEvidence() {
      double largest = Arrays.stream(logJoints).max().orElseThrow();
      double sum = Arrays.stream(logJoints).map(log -> Math.exp(log - largest)).sum();
      return largest + Math.log(sum);
    }

    /** KL(q(z) q(π) q(μ, Λ) || p(z, π, μ, Λ | x)). */
    double divergence() {
      double evidence = logEvidence();
      double sum = 0;
      for (int z = 0; z < logJoints.length; z++) {
        double logQ = 0;
        for (int n = 0; n < x.length; n++) {
          logQ += Math.log(share[n][z >> n & 1]);
        }
        double inner = logQ - (logJoints[z] - evidence) + klOfWeights(z);
        for (int k = 0; k < labels; k++) {
          double[][] mine = of(z, k);
          double[] ones = new double[mine.length];
          Arrays.fill(ones, 1);
          inner += q[k].kl(ConjugateOracle.prior(PRIOR).after(mine, ones));
        }
        sum += Math.exp(logQ) * inner;
      }
      return sum;
    }

    private double klOfWeights(int z) {
      double total = Arrays.stream(alpha).sum();
      double totalB = labels * ALPHA + x.length;
      double kl = Oracle.logGamma(total) - Oracle.logGamma(totalB);
      for (int k = 0; k < labels; k++) {
        double b = ALPHA + of(z, k).length;
        kl += Oracle.logGamma(b) - Oracle.logGamma(alpha[k]);
        kl += (alpha[k] - b) * (Oracle.digamma(alpha[k]) - Oracle.digamma(total));
      }
      return kl;
    }
  }

  /** Stochastic steps of rate 1 on all rows are the sweeps of Bishop's section 10.2. */
  @Test
  void allRowsAndRateOneIsTheBatch() {
    int rounds = 12;
    double[][] rows = Rows.faithful();
    MixtureModel<DenseBlock> model = model(3, 2, Covariance.FULL);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 50);
    Rules rateOne = Rules.all(new Constant(1));

    Bundle start = model.initial(new Start<>(blocks, new Streams(1)));
    Fit fit = Fits.run(model, blocks, blocks.count(), rounds, 1, rateOne, 1);

    double[][] x = scaled(rows, start);
    ConjugateOracle[] q = posteriors(3, start);
    double[] alpha = Arrays.stream(start.values(MixtureModel.COUNTS)).map(n -> ALPHA + n).toArray();
    for (int round = 0; round < rounds; round++) {
      double[][] r = ConjugateOracle.responsibilities(x, q, alpha);
      for (int k = 0; k < 3; k++) {
        int component = k;
        double[] mine = Arrays.stream(r).mapToDouble(shares -> shares[component]).toArray();
        q[k] = ConjugateOracle.prior(PRIOR).after(x, mine);
        alpha[k] = ALPHA + Arrays.stream(mine).sum();
      }
    }
    ConjugateOracle[] found = posteriors(3, fit.parameters());
    double[] counts = fit.parameters().values(MixtureModel.COUNTS);
    for (int k = 0; k < 3; k++) {
      assertEquals(alpha[k], ALPHA + counts[k], 1e-8);
      assertArrayEquals(q[k].m(), found[k].m(), 1e-8);
      assertArrayEquals(q[k].v(), found[k].v(), 1e-7);
    }
  }
}
