package org.sparksvi.models.regression;

import java.io.Serializable;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.random.RandomStream;

/**
 * The posterior of coefficients of standardised columns,
 *
 * <pre>
 *   q(β | τ) = N(m, Λ⁻¹ / τ),   Λ = P₀ + Σ a x xᵀ = L Lᵀ,   m = Λ⁻¹ h       q(τ) = Gamma
 * </pre>
 *
 * <p>where τ is 1 but for normal noise; P₀ is the prior's precision over τ.
 *
 * @param means m, the intercept last
 * @param root L⁻¹, p × p, lower, row-major; its diagonal alone where coefficients are independent
 * @param logDeterminant log |Λ|
 * @param noise q(τ)
 * @param prior P₀
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Coefficients(
    double[] means, double[] root, double logDeterminant, Noise noise, GaussianPrior prior)
    implements Serializable {

  /**
   * Reads sums, where τ is 1.
   *
   * @param packed Σ a x xᵀ, lower triangle by rows
   * @param natural h, without the prior's
   * @param prior P₀
   */
  static Coefficients of(double[] packed, double[] natural, GaussianPrior prior) {
    int p = natural.length;
    double[] precision = new double[p * p];
    for (int i = 0, at = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        precision[i * p + j] = packed[at++];
      }
    }
    prior.addTo(precision);
    Cholesky cholesky = Cholesky.of(precision, p, "the posterior precision of the coefficients");
    double[] means = prior.natural(natural);
    cholesky.solve(means, 0);
    return new Coefficients(
        means, cholesky.inverseFactor(), cholesky.logDeterminant(), Noise.NONE, prior);
  }

  /** Independent coefficients. */
  static Coefficients independent(double[] means, double[] deviations, GaussianPrior prior) {
    double logs = 0;
    for (double deviation : deviations) {
      logs -= 2 * StrictMath.log(deviation);
    }
    return new Coefficients(means, deviations, logs, Noise.NONE, prior);
  }

  /** Whether they are. */
  boolean areIndependent() {
    return root.length == means.length;
  }

  /** Variances of independent coefficients. */
  double[] variances() {
    double[] variances = root.clone();
    for (int j = 0; j < variances.length; j++) {
      variances[j] *= root[j];
    }
    return variances;
  }

  /** The same with noise. */
  Coefficients with(Noise other) {
    return new Coefficients(means, root, logDeterminant, other, prior);
  }

  int p() {
    return means.length;
  }

  /**
   * Draws β = m + L⁻ᵀ z / √τ.
   *
   * @param normals receives z
   * @param beta receives β
   * @return τ
   */
  double draw(RandomStream stream, double[] normals, double[] beta) {
    int p = p();
    double gamma = noise.known() ? 1 : stream.gamma(noise.shape());
    double factor = noise.known() ? 1 : Math.sqrt(noise.rate() / gamma);
    for (int i = 0; i < p; i++) {
      normals[i] = stream.normal();
    }
    if (areIndependent()) {
      for (int j = 0; j < p; j++) {
        beta[j] = means[j] + root[j] * normals[j];
      }
      return 1;
    }
    for (int j = 0; j < p; j++) {
      double sum = 0;
      for (int i = j; i < p; i++) {
        sum += root[i * p + j] * normals[i];
      }
      beta[j] = means[j] + factor * sum;
    }
    return noise.known() ? 1 : gamma / noise.rate();
  }

  /** (Λ⁻¹)_jj. */
  double variance(int j) {
    if (areIndependent()) {
      return root[j] * root[j];
    }
    double sum = 0;
    for (int i = j; i < p(); i++) {
      sum += root[i * p() + j] * root[i * p() + j];
    }
    return sum;
  }

  /** E β_j², or E τ β_j², in units of the noise. */
  double square(int j, boolean relative) {
    double squared = means[j] * means[j];
    return relative
        ? variance(j) + noise.mean() * squared
        : noise.meanInverse() * variance(j) + squared;
  }

  /** Λ⁻¹, p × p. */
  double[] covariance() {
    int p = p();
    double[] covariance = new double[p * p];
    for (int k = 0; k < p; k++) {
      for (int i = 0; i <= k; i++) {
        double left = root[k * p + i];
        for (int j = 0; j <= i; j++) {
          covariance[i * p + j] += left * root[k * p + j];
        }
      }
    }
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < i; j++) {
        covariance[j * p + i] = covariance[i * p + j];
      }
    }
    return covariance;
  }

  /**
   * KL of this from another posterior.
   *
   * @param precision Λ of the other, lower triangle by rows
   */
  double divergence(Coefficients other, double[] precision) {
    int p = p();
    double[] covariance = covariance();
    double sum = logDeterminant - other.logDeterminant - p;
    for (int i = 0, at = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double apart = (means[i] - other.means[i]) * (means[j] - other.means[j]);
        double second = covariance[i * p + j] + noise.mean() * apart;
        sum += (i == j ? 1 : 2) * precision[at++] * second;
      }
    }
    return 0.5 * sum + noise.divergence(other.noise);
  }

  /** KL of this from another, both of independent coefficients. */
  double fromIndependent(Coefficients other) {
    double sum = 0;
    for (int j = 0; j < means.length; j++) {
      double ratio = root[j] / other.root[j];
      double apart = (means[j] - other.means[j]) / other.root[j];
      sum += 0.5 * (ratio * ratio + apart * apart - 1) - StrictMath.log(ratio);
    }
    return sum;
  }

  /** E τ βᵀ A β of a packed matrix A, given Λ⁻¹. */
  double expectedQuadratic(double[] packed, double[] covariance) {
    int p = p();
    double sum = 0;
    for (int i = 0, at = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double second = covariance[i * p + j] + noise.mean() * means[i] * means[j];
        sum += (i == j ? 1 : 2) * packed[at++] * second;
      }
    }
    return sum;
  }
}
