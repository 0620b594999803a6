package org.sparksvi.models.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.Cholesky;

/**
 * The M-step: loadings, mean and noise that maximise the expected log-likelihood of moments.
 *
 * <pre>
 *   (w_d, μ_d) = S_d⁻¹ Σ y_d E z̃            S_d = Σ E[z̃ z̃ᵀ] over the rows where d is observed
 *   ψ_d = (Σ y_d² − (w_d, μ_d) · Σ y_d E z̃) / n_d
 * </pre>
 *
 * <p>The latent vectors' own mean a and covariance R are free during the step and then taken into
 * the loadings, which never lowers the likelihood and makes far longer steps (parameter-expanded EM
 * of Liu, Rubin and Wu, 1998):
 *
 * <pre>
 *   μ ← μ + W a      W ← W L,   R = L Lᵀ
 * </pre>
 */
final class LikelihoodReadOut {
  private static final double ROUNDING = 1e-9;

  private LikelihoodReadOut() {}

  /** Which columns' noise is at its floor. */
  static Optional<String> held(FactorSettings settings, Noise noise, Bundle parameters) {
    Moments moments = new Moments(settings, parameters);
    double[] precisions = of(settings, noise, false, parameters).precisions();
    double[] weights = new double[precisions.length];
    double[] variances = new double[precisions.length];
    Arrays.setAll(weights, moments::weight);
    Arrays.setAll(variances, moments::variance);
    List<Integer> columns =
        IntStream.range(0, precisions.length)
            .filter(d -> precisions[d] * noise.least(d, weights, variances) >= 1 - ROUNDING)
            .boxed()
            .toList();
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of("the noise is held at its least variance: columns " + columns);
  }

  static Loadings of(FactorSettings settings, Noise noise, boolean expanded, Bundle parameters) {
    Moments moments = new Moments(settings, parameters);
    int q = settings.factors();
    int columns = settings.columns();
    double[] weights = new double[columns * q];
    double[] offsets = new double[columns];
    double[] errors = new double[columns];
    double[] observed = new double[columns];
    double[] variances = new double[columns];
    regress(settings, moments, weights, offsets, errors);
    for (int d = 0; d < columns; d++) {
      observed[d] = moments.weight(d);
      variances[d] = moments.variance(d);
    }
    noise.pool(errors, observed, variances);
    if (expanded) {
      expand(settings, moments, weights, offsets);
    }
    double[] precisions = Arrays.stream(errors).map(v -> 1 / v).toArray();
    double[] logs = Arrays.stream(errors).map(v -> -Math.log(v)).toArray();
    return new Loadings(settings, weights, offsets, precisions, logs, new double[0], parameters);
  }

  /** Overwrites weights, offsets and Σ errors² by column. */
  private static void regress(
      FactorSettings settings,
      Moments moments,
      double[] weights,
      double[] offsets,
      double[] errors) {
    int q = settings.factors();
    int size = settings.size();
    Cholesky cholesky = null;
    for (int d = 0; d < settings.columns(); d++) {
      if (cholesky == null || settings.missing()) {
        cholesky =
            Cholesky.of(
                moments.moments(),
                moments.ofColumn(d),
                size,
                "the factors' moments where column %d is observed".formatted(d));
      }
      double[] row = Arrays.copyOfRange(moments.products(), d * size, (d + 1) * size);
      cholesky.solve(row, 0);
      double error = moments.square(d);
      for (int j = 0; j < size; j++) {
        error -= row[j] * moments.products()[d * size + j];
      }
      errors[d] = error;
      System.arraycopy(row, 0, weights, d * q, q);
      offsets[d] = row[q];
    }
  }

  private static void expand(
      FactorSettings settings, Moments moments, double[] weights, double[] offsets) {
    int q = settings.factors();
    int size = settings.size();
    int all = moments.ofAll();
    double[] m = moments.moments();
    double n = m[all + size * size - 1];
    double[] covariance = new double[q * q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double mean = m[all + i * size + q] / n * (m[all + j * size + q] / n);
        covariance[i * q + j] = m[all + i * size + j] / n - mean;
      }
    }
    double[] factor = Cholesky.of(covariance, q, "the covariance of factors").factor();
    double[] row = new double[q];
    for (int d = 0; d < settings.columns(); d++) {
      System.arraycopy(weights, d * q, row, 0, q);
      for (int j = 0; j < q; j++) {
        offsets[d] += row[j] * (m[all + j * size + q] / n);
        double sum = 0;
        for (int i = j; i < q; i++) {
          sum += row[i] * factor[i * q + j];
        }
        weights[d * q + j] = sum;
      }
    }
  }
}
