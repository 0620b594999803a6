package org.sparksvi.family;

import static org.sparksvi.numeric.SpecialFunctions.digamma;
import static org.sparksvi.numeric.SpecialFunctions.inverseDigamma;
import static org.sparksvi.numeric.SpecialFunctions.logGamma;
import static org.sparksvi.numeric.SpecialFunctions.trigamma;

import java.util.Arrays;

/**
 * The Dirichlet family over the simplex of n numbers.
 *
 * <pre>
 *   log p(x | a) = Σ_k (a_k − 1) log x_k − log B(a),   log B(a) = Σ_k log Γ(a_k) − log Γ(Σ_k a_k)
 * </pre>
 */
public final class Dirichlet {
  private static final int MAX_NEWTON_STEPS = 200;
  private static final double NEWTON_TOLERANCE = 1e-13;

  /** Estimates stay inside these limits, so that degenerate data cannot send them to 0 or ∞. */
  private static final double SMALLEST = 1e-6;

  private static final double LARGEST = 1e6;

  private Dirichlet() {}

  /** log B(a), the log normaliser. */
  public static double logBeta(double[] a) {
    double sum = 0;
    double logs = 0;
    for (double value : a) {
      sum += value;
      logs += logGamma(value);
    }
    return logs - logGamma(sum);
  }

  /** E[log x_k] = ψ(a_k) − ψ(Σ a), into {@code out}. */
  public static void meanLogs(double[] a, double[] out) {
    double digammaOfSum = digamma(sum(a));
    for (int k = 0; k < a.length; k++) {
      out[k] = digamma(a[k]) - digammaOfSum;
    }
  }

  /**
   * KL(Dirichlet(a) || Dirichlet(b)).
   *
   * <pre>
   *   log B(b) − log B(a) + Σ_k (a_k − b_k) E_a[log x_k]
   * </pre>
   */
  public static double kl(double[] a, double[] b) {
    double[] logs = new double[a.length];
    meanLogs(a, logs);
    double kl = logBeta(b) - logBeta(a);
    for (int k = 0; k < a.length; k++) {
      kl += (a[k] - b[k]) * logs[k];
    }
    return kl;
  }

  /**
   * Maximum-likelihood parameters from mean logs, all equal.
   *
   * <pre>
   *   ψ(a) − ψ(n a) = m,   m the mean over k of E[log x_k]
   * </pre>
   *
   * <p>On one component every parameter is as probable; 1 is returned.
   *
   * @param meanLog m, the mean over components and observations; at most −log n
   */
  public static double symmetricFromMeanLog(double meanLog, int n) {
    if (n == 1) {
      return 1;
    }
    double logA = 0;
    for (int i = 0; i < MAX_NEWTON_STEPS; i++) {
      double a = StrictMath.exp(logA);
      double gap = digamma(a) - digamma(n * a) - meanLog;
      double slope = a * (trigamma(a) - n * trigamma(n * a));
      double step = Math.max(-1, Math.min(1, gap / slope));
      double next = clamp(logA - step);
      boolean done = Math.abs(next - logA) <= NEWTON_TOLERANCE * Math.max(1, Math.abs(logA));
      logA = next;
      if (done) {
        break;
      }
    }
    return StrictMath.exp(logA);
  }

  private static double clamp(double logA) {
    return Math.max(StrictMath.log(SMALLEST), Math.min(StrictMath.log(LARGEST), logA));
  }

  /**
   * Maximum-likelihood parameters from mean logs.
   *
   * <pre>
   *   ψ(a_k) = ψ(Σ_j a_j) + E[log x_k]
   * </pre>
   *
   * <p>Minka (2000), Estimating a Dirichlet distribution: the fixed point of equation 9 until it
   * has come near, then Newton steps of section 1 on its diagonal-plus-constant Hessian. On one
   * component every parameter is as probable; 1 is returned.
   *
   * @param meanLog E[log x_k], n values
   */
  public static double[] fromMeanLog(double[] meanLog) {
    int n = meanLog.length;
    double mean = 0;
    for (double value : meanLog) {
      mean += value / n;
    }
    double[] a = new double[n];
    Arrays.fill(a, symmetricFromMeanLog(mean, n));
    for (int i = 0; n > 1 && i < MAX_NEWTON_STEPS; i++) {
      if (!newtonStep(a, meanLog)) {
        fixedPointStep(a, meanLog);
      } else if (gradientIsSmall(a, meanLog)) {
        break;
      }
    }
    return a;
  }

  private static boolean gradientIsSmall(double[] a, double[] meanLog) {
    double digammaOfSum = digamma(sum(a));
    for (int k = 0; k < a.length; k++) {
      double gradient = digammaOfSum - digamma(a[k]) + meanLog[k];
      boolean atLimit = a[k] <= SMALLEST || a[k] >= LARGEST;
      if (!atLimit
          && Math.abs(gradient) > NEWTON_TOLERANCE * 10 * Math.max(1, Math.abs(meanLog[k]))) {
        return false;
      }
    }
    return true;
  }

  private static void fixedPointStep(double[] a, double[] meanLog) {
    double digammaOfSum = digamma(sum(a));
    for (int k = 0; k < a.length; k++) {
      a[k] = limit(inverseDigamma(digammaOfSum + meanLog[k]));
    }
  }

  /** One Newton step; false, and a unchanged, where it would leave the support. */
  private static boolean newtonStep(double[] a, double[] meanLog) {
    int n = a.length;
    double sum = sum(a);
    double digammaOfSum = digamma(sum);
    double constant = trigamma(sum);
    double[] gradient = new double[n];
    double[] curvature = new double[n];
    double ratio = 0;
    double inverse = 0;
    for (int k = 0; k < n; k++) {
      gradient[k] = digammaOfSum - digamma(a[k]) + meanLog[k];
      curvature[k] = -trigamma(a[k]);
      ratio += gradient[k] / curvature[k];
      inverse += 1 / curvature[k];
    }
    double shift = ratio / (1 / constant + inverse);
    double[] next = new double[n];
    for (int k = 0; k < n; k++) {
      next[k] = a[k] - (gradient[k] - shift) / curvature[k];
      if (!(next[k] > 0.1 * a[k] && next[k] < 10 * a[k])) {
        return false;
      }
    }
    for (int k = 0; k < n; k++) {
      a[k] = limit(next[k]);
    }
    return true;
  }

  private static double limit(double value) {
    return Math.max(SMALLEST, Math.min(LARGEST, value));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
