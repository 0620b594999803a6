package org.sparksvi.models.factor;

import org.sparksvi.numeric.Cholesky;

/**
 * What rows of one pattern share: the posterior covariance of z, and what leads to its mean. For
 * observed columns o, with expectations over the loadings:
 *
 * <pre>
 *   P = I + Σ_o τ_d E[w_d w_dᵀ]              Cov z = P⁻¹
 *   E z = P⁻¹ (Σ_o τ_d w_d (y_d − μ_d) − Σ_o τ_d Cov(w_d, μ_d))
 * </pre>
 *
 * <p>Plain loops: the same bits on every machine. Immutable.
 */
final class PatternPosterior {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final int[] columns; // observed, m of them
  private final double[] weights; // w, m × q
  private final double[] scaled; // τ w, m × q
  private final double[] spread; // Σ_o τ_d Cov (w_d, μ_d), (q+1)²; empty where loadings are points
  private final double[] covariance; // P⁻¹, q × q
  private final double logDeterminant; // of P
  private final double trace; // of P⁻¹
  private final double constant; // ½ Σ_o (E log τ_d − log 2π) − m log scale − ½ (q − trace)

  PatternPosterior(Loadings loadings, int[] columns) {
    int q = loadings.settings().factors();
    int size = q + 1;
    this.columns = columns;
    weights = new double[columns.length * q];
    scaled = new double[columns.length * q];
    spread = new double[loadings.hasSpread() ? size * size : 0];
    double[] precision = new double[q * q];
    double sum = 0;
    for (int o = 0; o < columns.length; o++) {
      int d = columns[o];
      double tau = loadings.precisions()[d];
      for (int i = 0; i < q; i++) {
        weights[o * q + i] = loadings.weights()[d * q + i];
        scaled[o * q + i] = tau * weights[o * q + i];
      }
      for (int i = 0; i < spread.length; i++) {
        spread[i] += tau * loadings.spread()[loadings.spreadOf(d) + i];
      }
      sum += loadings.logPrecisions()[d] - LOG_TWO_PI;
    }
    for (int o = 0; o < columns.length; o++) {
      for (int i = 0; i < q; i++) {
        double left = scaled[o * q + i];
        for (int j = 0; j <= i; j++) {
          precision[i * q + j] += left * weights[o * q + j];
        }
      }
    }
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        precision[i * q + j] += spread.length == 0 ? 0 : spread[i * size + j];
      }
      precision[i * q + i] += 1;
    }
    Cholesky cholesky = Cholesky.of(precision, q, "the posterior precision of factors");
    covariance = cholesky.inverse();
    logDeterminant = cholesky.logDeterminant();
    double diagonal = 0;
    for (int i = 0; i < q; i++) {
      diagonal += covariance[i * q + i];
    }
    trace = diagonal;
    constant = 0.5 * sum - columns.length * Math.log(loadings.scale()) - 0.5 * (q - trace);
  }

  int[] columns() {
    return columns;
  }

  double[] weights() {
    return weights;
  }

  double[] scaled() {
    return scaled;
  }

  double[] spread() {
    return spread;
  }

  double[] covariance() {
    return covariance;
  }

  /**
   * E_q[log p(x | z)] of a row, in the data's units: tr (P⁻¹ (P − I)) = q − trace is what the
   * covariance of z adds to the squared errors.
   *
   * @param quadratic Σ_o τ_d (y_d − w_d·E z − μ_d)² and what the spread of loadings adds to it at
   *     the mean of z
   */
  double expectedLogLikelihood(double quadratic) {
    return constant - 0.5 * quadratic;
  }

  /**
   * KL(q(z) || p(z)) of a row.
   *
   * @param square |E z|²
   */
  double divergence(double square) {
    return 0.5 * (trace + square - covarianceSize() + logDeterminant);
  }

  private int covarianceSize() {
    return (int) Math.round(Math.sqrt(covariance.length));
  }
}
