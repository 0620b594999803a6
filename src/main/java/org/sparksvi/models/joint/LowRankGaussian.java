package org.sparksvi.models.joint;

import java.util.Arrays;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.numeric.Cholesky;

/**
 * Σ = D² + B Bᵀ with D = diag e^ω and B of d × k: ζ = μ + D z₁ + B z₂.
 *
 * <pre>
 *   ∂/∂μ = g     ∂/∂ω_i = g_i z₁_i e^ω_i     ∂/∂B = g z₂ᵀ
 *   K = I + Bᵀ D⁻² B = L Lᵀ     W = D⁻² B     Σ⁻¹ = D⁻² − W K⁻¹ Wᵀ
 *   H = Σ ω + ½ log |K| + d/2 log 2πe     ∂H/∂ω_i = 1 − e^2ω_i |L⁻¹ W_i|²     ∂H/∂B = W K⁻¹
 * </pre>
 */
final class LowRankGaussian implements Gaussian {
  /** B. */
  static final String FACTORS = "factors";

  private final int d;
  private final int k;
  private final double[] mean;
  private final double[] logScale;
  private final double[] scale;
  private final double[] factors; // B
  private final double[] ratios; // W
  private final Cholesky inner; // of K

  LowRankGaussian(Bundle parameters) {
    mean = parameters.values(MEAN);
    logScale = parameters.values(LOG_SCALE);
    factors = parameters.values(FACTORS);
    d = mean.length;
    k = factors.length / d;
    scale = new double[d];
    ratios = new double[d * k];
    double[] sums = new double[k * k];
    for (int i = 0; i < d; i++) {
      scale[i] = StrictMath.exp(logScale[i]);
      for (int a = 0; a < k; a++) {
        ratios[i * k + a] = factors[i * k + a] / scale[i] / scale[i];
        for (int b = 0; b <= a; b++) {
          sums[a * k + b] += ratios[i * k + a] * factors[i * k + b];
        }
      }
    }
    for (int a = 0; a < k; a++) {
      sums[a * k + a] += 1;
    }
    inner = Cholesky.of(sums, k, "the inner covariance of a posterior of low rank");
  }

  @Override
  public double[] mean() {
    return mean;
  }

  @Override
  public int noises() {
    return d + k;
  }

  @Override
  public double[] draw(double[] z) {
    double[] out = new double[d];
    for (int i = 0; i < d; i++) {
      double sum = mean[i] + scale[i] * z[i];
      for (int a = 0; a < k; a++) {
        sum += factors[i * k + a] * z[d + a];
      }
      out[i] = sum;
    }
    return out;
  }

  /** Wᵀ (ζ − μ). */
  private double[] projected(double[] at) {
    double[] out = new double[k];
    for (int i = 0; i < d; i++) {
      double off = at[i] - mean[i];
      for (int a = 0; a < k; a++) {
        out[a] += ratios[i * k + a] * off;
      }
    }
    return out;
  }

  @Override
  public double log(double[] at) {
    double sum = 0.5 * inner.inverseQuadratic(projected(at)) - 0.5 * inner.logDeterminant();
    for (int i = 0; i < d; i++) {
      double z = (at[i] - mean[i]) / scale[i];
      sum -= 0.5 * z * z + HALF_LOG_2_PI + logScale[i];
    }
    return sum;
  }

  @Override
  public double[] pull(double[] at) {
    double[] inside = projected(at);
    inner.solve(inside, 0);
    double[] out = new double[d];
    for (int i = 0; i < d; i++) {
      double sum = (at[i] - mean[i]) / scale[i] / scale[i];
      for (int a = 0; a < k; a++) {
        sum -= ratios[i * k + a] * inside[a];
      }
      out[i] = sum;
    }
    return out;
  }

  @Override
  public double entropy() {
    double sum = 0.5 * inner.logDeterminant();
    for (double log : logScale) {
      sum += log + 0.5 + HALF_LOG_2_PI;
    }
    return sum;
  }

  @Override
  public void add(double[] z, double[] derivative, double share, Direction into) {
    double[] means = into.values(MEAN);
    double[] scales = into.values(LOG_SCALE);
    double[] slopes = into.values(FACTORS);
    for (int i = 0; i < d; i++) {
      double g = share * derivative[i];
      means[i] += g;
      scales[i] += g * z[i] * scale[i];
      for (int a = 0; a < k; a++) {
        slopes[i * k + a] += g * z[d + a];
      }
    }
  }

  @Override
  public void addEntropy(Direction into) {
    double[] scales = into.values(LOG_SCALE);
    double[] slopes = into.values(FACTORS);
    for (int i = 0; i < d; i++) {
      double[] row = Arrays.copyOfRange(ratios, i * k, (i + 1) * k);
      scales[i] += 1 - scale[i] * scale[i] * inner.inverseQuadratic(row);
      inner.solve(row, 0);
      for (int a = 0; a < k; a++) {
        slopes[i * k + a] += row[a];
      }
    }
  }

  @Override
  public void natural(Direction out) {
    throw new IllegalStateException("a posterior of low rank has no natural gradient");
  }

  /**
   * The natural gradient by μ; of the rest, its diagonal where B is small.
   *
   * <pre>
   *   μ: Σ g      ω: ½ g      B: Σ_ii G_i
   * </pre>
   */
  @Override
  public void steepest(Direction out) {
    double[] g = out.values(MEAN);
    double[] scales = out.values(LOG_SCALE);
    double[] by = out.values(FACTORS);
    double[] along = new double[k]; // Bᵀ g
    for (int i = 0; i < d * k; i++) {
      along[i % k] += factors[i] * g[i / k];
    }
    for (int i = 0; i < d; i++) {
      double variance = scale[i] * scale[i];
      g[i] *= variance;
      for (int a = 0; a < k; a++) {
        double b = factors[i * k + a];
        g[i] += b * along[a];
        variance += b * b;
      }
      scales[i] *= 0.5;
      for (int a = 0; a < k; a++) {
        by[i * k + a] *= variance;
      }
    }
  }

  /** By changes of deviations, coordinate by coordinate. */
  @Override
  public double length(Direction step) {
    double[] shift = step.values(MEAN);
    double[] moved = new double[d];
    for (int i = 0; i < d; i++) {
      moved[i] = mean[i] + shift[i];
    }
    double[] pull = pull(moved);
    double[] scales = step.values(LOG_SCALE);
    double[] slopes = step.values(FACTORS);
    double square = 0;
    double most = 0;
    for (int i = 0; i < d; i++) {
      square += pull[i] * shift[i] / d;
      double variance = scale[i] * scale[i];
      double change = scale[i] * scale[i] * scales[i] * scales[i];
      for (int a = 0; a < k; a++) {
        variance += factors[i * k + a] * factors[i * k + a];
        change += slopes[i * k + a] * slopes[i * k + a];
      }
      most = Math.max(most, Math.max(Math.abs(scales[i]), Math.sqrt(change / variance)));
    }
    return Math.max(Math.sqrt(square), most);
  }
}
