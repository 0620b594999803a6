package org.sparksvi.models.joint;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;

/**
 * C lower triangular, with diagonal e^ω.
 *
 * <pre>
 *   ∂/∂μ = g     ∂/∂C = tril(g zᵀ)     ∂/∂ω_i = g_i z_i e^ω_i     H = Σ ω + d/2 log 2πe
 * </pre>
 */
final class FullGaussian implements Gaussian {
  /** C below its diagonal, by rows, 1 × d (d − 1) / 2. */
  static final String FACTOR = "factor";

  private final int d;
  private final double[] mean;
  private final double[] logScale;
  private final double[] c; // lower triangle by rows, with the diagonal

  FullGaussian(Bundle parameters) {
    mean = parameters.values(MEAN);
    logScale = parameters.values(LOG_SCALE);
    d = mean.length;
    double[] below = parameters.values(FACTOR);
    c = new double[d * (d + 1) / 2];
    for (int i = 0; i < d; i++) {
      System.arraycopy(below, i * (i - 1) / 2, c, row(i), i);
      c[row(i) + i] = StrictMath.exp(logScale[i]);
    }
  }

  /** Writes C, d × d, row-major. */
  static void write(double[] factor, Bundle into) {
    double[] logs = into.values(LOG_SCALE);
    for (int i = 0; i < logs.length; i++) {
      logs[i] = StrictMath.log(factor[i * logs.length + i]);
      System.arraycopy(factor, i * logs.length, into.values(FACTOR), i * (i - 1) / 2, i);
    }
  }

  private static int row(int i) {
    return i * (i + 1) / 2;
  }

  @Override
  public double[] mean() {
    return mean;
  }

  @Override
  public int noises() {
    return d;
  }

  @Override
  public double[] draw(double[] z) {
    double[] out = new double[d];
    for (int i = 0; i < d; i++) {
      double sum = mean[i];
      for (int j = 0, at = row(i); j <= i; j++, at++) {
        sum += c[at] * z[j];
      }
      out[i] = sum;
    }
    return out;
  }

  /** C⁻¹ (ζ − μ). */
  private double[] whitened(double[] at) {
    double[] off = new double[d];
    for (int i = 0; i < d; i++) {
      off[i] = at[i] - mean[i];
    }
    return solved(off);
  }

  /** C⁻¹ x. */
  private double[] solved(double[] x) {
    double[] z = new double[d];
    for (int i = 0; i < d; i++) {
      double sum = x[i];
      for (int j = 0; j < i; j++) {
        sum -= c[row(i) + j] * z[j];
      }
      z[i] = sum / c[row(i) + i];
    }
    return z;
  }

  @Override
  public double log(double[] at) {
    double[] z = whitened(at);
    double sum = 0;
    for (int i = 0; i < d; i++) {
      sum -= 0.5 * z[i] * z[i] + HALF_LOG_2_PI + logScale[i];
    }
    return sum;
  }

  @Override
  public double[] pull(double[] at) {
    double[] out = whitened(at);
    for (int i = d - 1; i >= 0; i--) {
      out[i] /= c[row(i) + i];
      for (int j = 0; j < i; j++) {
        out[j] -= c[row(i) + j] * out[i];
      }
    }
    return out;
  }

  @Override
  public double entropy() {
    double sum = 0;
    for (double log : logScale) {
      sum += log + 0.5 + HALF_LOG_2_PI;
    }
    return sum;
  }

  @Override
  public void add(double[] z, double[] derivative, double share, Direction into) {
    double[] means = into.values(MEAN);
    double[] scales = into.values(LOG_SCALE);
    double[] below = into.values(FACTOR);
    for (int i = 0, at = 0; i < d; i++) {
      double g = share * derivative[i];
      means[i] += g;
      scales[i] += g * z[i] * c[row(i) + i];
      for (int j = 0; j < i; j++) {
        below[at++] += g * z[j];
      }
    }
  }

  @Override
  public void addEntropy(Direction into) {
    double[] scales = into.values(LOG_SCALE);
    for (int i = 0; i < d; i++) {
      scales[i] += 1;
    }
  }

  @Override
  public void natural(Direction out) {
    naturalMean(out.values(MEAN));
    double[] scales = out.values(LOG_SCALE);
    double[] below = out.values(FACTOR);
    double[] gradient = new double[c.length]; // by C
    for (int i = 0; i < d; i++) {
      System.arraycopy(below, i * (i - 1) / 2, gradient, row(i), i);
      gradient[row(i) + i] = scales[i] / c[row(i) + i];
    }
    double[] phi = new double[c.length];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < d; k++) {
          sum += c[row(k) + i] * gradient[row(k) + j];
        }
        phi[row(i) + j] = i == j ? 0.5 * sum : sum;
      }
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = j; k <= i; k++) {
          sum += c[row(i) + k] * phi[row(k) + j];
        }
        if (i == j) {
          scales[i] = sum / c[row(i) + i];
        } else {
          below[i * (i - 1) / 2 + j] = sum;
        }
      }
    }
  }

  /**
   * By the root of the largest sums of rows and columns, which the largest singular value is below.
   */
  @Override
  public double length(Direction step) {
    double[] shift = solved(step.values(MEAN));
    double square = 0;
    for (double x : shift) {
      square += x * x / d;
    }
    double[] scales = step.values(LOG_SCALE);
    double[] below = step.values(FACTOR);
    double[] rows = new double[d];
    double[] relative = new double[d]; // column j of C⁻¹ δC, which begins at row j
    double widest = 0;
    for (int j = 0; j < d; j++) {
      double column = 0;
      for (int i = j; i < d; i++) {
        double sum = i == j ? scales[j] * c[row(j) + j] : below[i * (i - 1) / 2 + j];
        for (int k = j; k < i; k++) {
          sum -= c[row(i) + k] * relative[k];
        }
        relative[i] = sum / c[row(i) + i];
        rows[i] += Math.abs(relative[i]);
        column += Math.abs(relative[i]);
      }
      widest = Math.max(widest, column);
    }
    double longest = 0;
    for (double sum : rows) {
      longest = Math.max(longest, sum);
    }
    return Math.max(Math.sqrt(square), Math.sqrt(widest * longest));
  }

  /** C Cᵀ g. */
  private void naturalMean(double[] g) {
    double[] t = new double[d];
    for (int j = 0; j < d; j++) {
      for (int i = j; i < d; i++) {
        t[j] += c[row(i) + j] * g[i];
      }
    }
    for (int i = 0; i < d; i++) {
      g[i] = 0;
      for (int j = 0; j <= i; j++) {
        g[i] += c[row(i) + j] * t[j];
      }
    }
  }
}
