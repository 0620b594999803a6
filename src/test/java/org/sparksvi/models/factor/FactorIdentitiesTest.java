package org.sparksvi.models.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;

/** Factor models against closed forms and dense Gaussians. */
class FactorIdentitiesTest {
  /** Relative, of sums of a few hundred numbers through inverses of small matrices. */
  private static final double ROUNDING = 1e-10;

  /** Relative, of what EM reaches in the rounds allowed. */
  private static final double CONVERGED = 1e-9;

  private static final double[][] X = FactorData.drawn(120, 6, 2, 0.7, 1);

  /** Tipping and Bishop (1999), equations 7 and 8, and the likelihood at them. */
  @Test
  void principalComponentsReachTheEigenvalueClosedForm() {
    int n = X.length;
    int columns = 6;
    int q = 2;
    Dense.Eigen eigen = Dense.Eigen.of(FactorData.sampleCovariance(X));
    double noise = Arrays.stream(eigen.values(), q, columns).sum() / (columns - q);
    double kept = Arrays.stream(eigen.values(), 0, q).map(Math::log).sum();
    double likelihood =
        -0.5
            * n
            * (columns * Math.log(2 * Math.PI) + kept + (columns - q) * Math.log(noise) + columns);

    FactorModel model = new FactorModel(FactorSettings.of(columns, q), Noise.ISOTROPIC);
    Fit fit = FactorData.batch(model, FactorData.blocks(X, 40), 300);

    assertEquals(likelihood, FactorData.bound(fit), CONVERGED * Math.abs(likelihood));
    FactorSummary summary = model.summary(fit.parameters());
    assertEquals(noise, summary.noise()[0], CONVERGED * noise);
    assertArrayEquals(FactorData.mean(X), summary.mean(), 1e-9);
    double[][] covariance = FactorData.covariance(summary);
    double[][] w = Dense.of(summary.loadings(), q);
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        double expected = i == j ? noise : 0;
        for (int k = 0; k < q; k++) {
          double[] u = eigen.vectors()[k];
          expected += (eigen.values()[k] - noise) * u[i] * u[j];
        }
        assertEquals(expected, covariance[i][j], 1e-7 * eigen.values()[0]);
      }
    }
    // factors come apart and in order: U (Λ − σ² I)^½
    double[][] gram = Dense.product(Dense.transpose(w), w);
    assertEquals(eigen.values()[0] - noise, gram[0][0], 1e-7 * eigen.values()[0]);
    assertEquals(eigen.values()[1] - noise, gram[1][1], 1e-7 * eigen.values()[0]);
    assertEquals(0, gram[0][1], 1e-7 * eigen.values()[0]);
  }

  /** Of the observed values, by the dense Gaussian that the summary says; posteriors likewise. */
  @ParameterizedTest
  @EnumSource(Noise.class)
  void rowsHaveTheDensityAndPosteriorOfADenseGaussian(Noise noise) {
    double[][] holes = FactorData.withHoles(X, 0.3, 2);
    Arrays.fill(holes[5], Double.NaN);
    MemoryBlocks<DenseBlock> blocks = FactorData.blocks(holes, 120);
    FactorModel model = new FactorModel(FactorSettings.of(6, 2).withMissing(), noise);
    Bundle parameters = FactorData.batch(model, blocks, 3).parameters();

    double[][] rows = FactorData.transform(model, parameters, blocks.read(0));

    FactorSummary summary = model.summary(parameters);
    double[][] covariance = FactorData.covariance(summary);
    double[][] w = Dense.of(summary.loadings(), 2);
    FactorOutput at = FactorOutput.of(model.settings());
    double sum = 0;
    for (int r = 0; r < holes.length; r++) {
      double[] x = holes[r];
      int[] seen = IntStream.range(0, 6).filter(d -> !Double.isNaN(x[d])).toArray();
      if (seen.length == 0) {
        double[] prior = {0, 0, 1, 0, 1, 0};
        assertArrayEquals(prior, Arrays.copyOf(rows[r], prior.length), "prior");
        assertArrayEquals(
            summary.mean(), Arrays.copyOfRange(rows[r], at.imputed(), at.width()), 1e-12);
        continue;
      }
      double[] mean = Dense.part(summary.mean(), seen);
      double[][] marginal = Dense.part(covariance, seen, seen);
      double density = Dense.logGaussian(Dense.part(x, seen), mean, marginal);
      sum += density;
      assertEquals(density, rows[r][at.logDensity()], ROUNDING * (1 + Math.abs(density)));

      // z | x by conditioning the joint Gaussian of (z, x)
      double[][] cross = Dense.transpose(Dense.part(w, seen, new int[] {0, 1}));
      double[][] inverse = Dense.Inverse.of(marginal).matrix();
      double[] off = new double[seen.length];
      Arrays.setAll(off, o -> x[seen[o]] - mean[o]);
      double[] z = Dense.times(Dense.product(cross, inverse), off);
      assertArrayEquals(z, Arrays.copyOf(rows[r], 2), 1e-9);
      double[][] explained = Dense.product(Dense.product(cross, inverse), Dense.transpose(cross));
      assertEquals(1 - explained[0][0], rows[r][at.covariance()], 1e-9);
      assertEquals(-explained[1][0], rows[r][at.covariance() + 1], 1e-9);
      assertEquals(1 - explained[1][1], rows[r][at.covariance() + 2], 1e-9);

      // x missing | x observed
      double[] weighted = Dense.times(inverse, off);
      for (int d = 0; d < 6; d++) {
        double expected = Double.isNaN(x[d]) ? summary.mean()[d] : x[d];
        for (int o = 0; Double.isNaN(x[d]) && o < seen.length; o++) {
          expected += covariance[d][seen[o]] * weighted[o];
        }
        assertEquals(expected, rows[r][at.imputed() + d], 1e-8);
      }
    }
    // EM: q is the exact posterior, so the bound is the log-likelihood
    assertEquals(
        sum, FactorData.bound(FactorData.batch(model, blocks, 4)), ROUNDING * Math.abs(sum));
  }

  /**
   * Priors that fix the noise and forbid loadings leave a mean with a Gaussian prior, whose
   * evidence is a Gaussian density of each column; q is exact there.
   */
  @Test
  void theBoundIsTheEvidenceWhereThePosteriorFactorises() {
    double sure = 1e7; // so far from 0 and infinity as to leave rounding of log Γ below 1e-6
    double beta = 0.5;
    double[][] x = Arrays.copyOf(X, 30);
    double[] mean = FactorData.mean(x);
    double scale =
        Math.sqrt(
            IntStream.range(0, 6).mapToDouble(d -> FactorData.sampleCovariance(x)[d][d]).sum() / 6);
    double[][] covariance = new double[30][30];
    for (int i = 0; i < 30; i++) {
      Arrays.fill(covariance[i], 1 / beta);
      covariance[i][i] += 1;
    }
    double evidence = -30 * 6 * Math.log(scale);
    for (int d = 0; d < 6; d++) {
      int column = d;
      double[] y = Arrays.stream(x).mapToDouble(r -> (r[column] - mean[column]) / scale).toArray();
      evidence += Dense.logGaussian(y, new double[30], covariance);
    }

    ArdSettings priors = new ArdSettings(sure, 1, sure, sure, beta);
    BayesianPca model = new BayesianPca(FactorSettings.of(6, 2), priors);
    double bound = FactorData.bound(FactorData.batch(model, FactorData.blocks(x, 10), 60));

    assertEquals(evidence, bound, 1e-3); // what priors of finite certainty leave open
  }

  static Stream<org.sparksvi.model.Model<DenseBlock>> completeAndMissing() {
    FactorSettings settings = FactorSettings.of(6, 2);
    return Stream.of(
        new FactorModel(settings, Noise.ISOTROPIC),
        new FactorModel(settings.withMissing(), Noise.ISOTROPIC),
        new FactorModel(settings, Noise.DIAGONAL),
        new FactorModel(settings.withMissing(), Noise.DIAGONAL),
        new BayesianPca(settings, ArdSettings.VAGUE),
        new BayesianPca(settings.withMissing(), ArdSettings.VAGUE));
  }

  @Test
  void withNothingMissingTheModelOfMissingValuesIsTheOther() {
    MemoryBlocks<DenseBlock> blocks = FactorData.blocks(X, 40);
    var models = completeAndMissing().toList();
    for (int m = 0; m < models.size(); m += 2) {
      Fit complete = FactorData.batch(models.get(m), blocks, 20);
      Fit missing = FactorData.batch(models.get(m + 1), blocks, 20);

      for (int r = 0; r < 20; r++) {
        double bound = complete.trace().get(r).elbo().orElseThrow();
        assertEquals(
            bound, missing.trace().get(r).elbo().orElseThrow(), ROUNDING * Math.abs(bound));
      }
      assertArrayEquals(
          complete.parameters().values(Moments.PRODUCTS),
          missing.parameters().values(Moments.PRODUCTS),
          1e-7);
    }
  }

  /**
   * Turned data have turned loadings and the same likelihood; only noise alike in all directions.
   */
  @Test
  void turningTheDataTurnsTheComponents() {
    double[][] turn =
        Dense.Eigen.of(FactorData.sampleCovariance(FactorData.drawn(50, 6, 3, 1, 9))).vectors();
    double[][] turned = Arrays.stream(X).map(x -> Dense.times(turn, x)).toArray(double[][]::new);
    FactorModel model = new FactorModel(FactorSettings.of(6, 2), Noise.ISOTROPIC);

    Fit fit = FactorData.batch(model, FactorData.blocks(X, 40), 400);
    Fit other = FactorData.batch(model, FactorData.blocks(turned, 40), 400);

    double bound = FactorData.bound(fit);
    assertEquals(bound, FactorData.bound(other), CONVERGED * Math.abs(bound));
    double[][] covariance = FactorData.covariance(model.summary(fit.parameters()));
    double[][] expected = Dense.product(Dense.product(turn, covariance), Dense.transpose(turn));
    double[][] found = FactorData.covariance(model.summary(other.parameters()));
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(expected[i], found[i], 1e-6);
    }
  }

  /** Units do not matter: the likelihood changes by the Jacobian, loadings by the factor. */
  @Test
  void otherUnitsGiveTheSameModel() {
    double[][] scaled =
        Arrays.stream(X)
            .map(x -> Arrays.stream(x).map(v -> 1e6 + 1e-3 * v).toArray())
            .toArray(double[][]::new);
    for (Noise noise : Noise.values()) {
      FactorModel model = new FactorModel(FactorSettings.of(6, 2), noise);
      Fit fit = FactorData.batch(model, FactorData.blocks(X, 40), 50);
      Fit other = FactorData.batch(model, FactorData.blocks(scaled, 40), 50);

      double expected = FactorData.bound(fit) + X.length * 6 * Math.log(1e3);
      assertEquals(expected, FactorData.bound(other), 1e-6 * Math.abs(expected));
    }
  }
}
