package org.sparksvi.models.regression;

import java.util.Arrays;

/**
 * Responses of K classes by a softmax; the first class has the predictor 0, each other one its own.
 *
 * <pre>
 *   l = f_y − log Σ_k e^(f_k)        f_0 = 0
 *   E log Σ_k e^(f_k) ≤ min_a log Σ_k exp(m_k + ½ V_kk − (Va)_k) + ½ aᵀVa
 * </pre>
 *
 * <p>by Jensen's inequality after aᵀf is taken off all predictors (Knowles and Minka, 2011, for
 * independent ones). The bound is lowest where a = p, the softmax inside of it; then its slopes are
 * e_y − p, and A = diag(p) − p pᵀ.
 *
 * @param classes K, at least 2
 */
public record Multinomial(int classes) implements ClassLikelihood {
  private static final long serialVersionUID = 1L;

  /** Steps of a towards p. */
  private static final int STEPS = 1000;

  /** Largest change of a that ends them. */
  private static final double DIGITS = 1e-13;

  public Multinomial {
    if (classes < 2) {
      throw new IllegalArgumentException("there must be 2 classes at least, but are " + classes);
    }
  }

  @Override
  public int predictors() {
    return classes - 1;
  }

  /** All classes are alike. */
  @Override
  public double link(double mean) {
    return 0;
  }

  @Override
  public double log(double y, double[] f) {
    int own = (int) y - 1;
    return (own < 0 ? 0 : f[own]) - softmax(f.clone());
  }

  @Override
  public void first(double y, double[] f, double[] out) {
    expectAll(y, f, new double[f.length * (f.length + 1) / 2], out);
  }

  @Override
  public void expectAll(double y, double[] means, double[] covariance, double[] out) {
    int c = means.length;
    double[] a = new double[c];
    double[] shifted = new double[c];
    double[] pulled = new double[c]; // V a
    double logSum = 0;
    double trace = 0;
    for (int k = 0; k < c; k++) {
      trace += covariance[Design.packed(k, k)];
    }
    double rate = 1 / (1 + 0.25 * trace); // the bound's curvature by a is at most V + ½ V²
    double changed = 1;
    for (int step = 0; step < STEPS && changed > DIGITS; step++) {
      double quadratic = 0;
      for (int k = 0; k < c; k++) {
        pulled[k] = 0;
        for (int l = 0; l < c; l++) {
          pulled[k] += covariance[Design.packed(Math.max(k, l), Math.min(k, l))] * a[l];
        }
        quadratic += a[k] * pulled[k];
        shifted[k] = means[k] + 0.5 * covariance[Design.packed(k, k)] - pulled[k];
      }
      logSum = softmax(shifted) + 0.5 * quadratic;
      changed = 0;
      for (int k = 0; k < c; k++) {
        double move = rate * (shifted[k] - a[k]);
        a[k] += move;
        changed = Math.max(changed, Math.abs(move));
      }
    }
    int own = (int) y - 1;
    out[0] = (own < 0 ? 0 : means[own]) - logSum;
    for (int k = 0; k < c; k++) {
      out[1 + k] = (k == own ? 1 : 0) - a[k];
      for (int l = 0; l <= k; l++) {
        out[1 + c + Design.packed(k, l)] = (k == l ? a[k] : 0) - a[k] * a[l];
      }
    }
  }

  /** Turns predictors into probabilities, that of the first class left out; log Σ_k e^(f_k). */
  private static double softmax(double[] f) {
    double most = 0;
    for (double each : f) {
      most = Math.max(most, each);
    }
    double sum = StrictMath.exp(-most);
    for (int k = 0; k < f.length; k++) {
      f[k] = StrictMath.exp(f[k] - most);
      sum += f[k];
    }
    for (int k = 0; k < f.length; k++) {
      f[k] /= sum;
    }
    return most + StrictMath.log(sum);
  }

  /** By the cubature of third degree: means ± √C times each column of a root of V. */
  @Override
  public void probabilities(double[] means, double[] covariance, double[] out) {
    int c = means.length;
    double[] root = root(covariance, c);
    double[] f = new double[c];
    Arrays.fill(out, 0);
    for (int j = 0; j < c; j++) {
      for (double sign = -1; sign <= 1; sign += 2) {
        for (int k = 0; k < c; k++) {
          f[k] = means[k] + sign * Math.sqrt(c) * root[k * c + j];
        }
        softmax(f);
        double rest = 1;
        for (int k = 0; k < c; k++) {
          out[k + 1] += f[k] / (2 * c);
          rest -= f[k];
        }
        out[0] += Math.max(0, rest) / (2 * c);
      }
    }
  }

  /** Cholesky's factor of a matrix that may be singular: columns without variance are 0. */
  private static double[] root(double[] covariance, int c) {
    double[] root = new double[c * c];
    for (int j = 0; j < c; j++) {
      for (int i = j; i < c; i++) {
        double sum = covariance[Design.packed(i, j)];
        for (int k = 0; k < j; k++) {
          sum -= root[i * c + k] * root[j * c + k];
        }
        if (i == j) {
          root[j * c + j] = Math.sqrt(Math.max(0, sum));
        } else if (root[j * c + j] > 0) {
          root[i * c + j] = sum / root[j * c + j];
        }
      }
    }
    return root;
  }
}
