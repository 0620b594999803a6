package org.sparksvi.family;

import static org.sparksvi.numeric.SpecialFunctions.digamma;
import static org.sparksvi.numeric.SpecialFunctions.logGamma;

/**
 * The beta family over (0, 1).
 *
 * <pre>
 *   log p(x | a, b) = (a − 1) log x + (b − 1) log (1 − x) − log B(a, b)
 * </pre>
 */
public final class Beta {
  private Beta() {}

  /** log B(a, b), the log normaliser. */
  public static double logBeta(double a, double b) {
    return logGamma(a) + logGamma(b) - logGamma(a + b);
  }

  /** E[log x]; that of 1 − x is the same with a and b exchanged. */
  public static double meanLog(double a, double b) {
    return digamma(a) - digamma(a + b);
  }

  /** KL(Beta(a, b) || Beta(c, d)). */
  public static double kl(double a, double b, double c, double d) {
    return logBeta(c, d) - logBeta(a, b) + (a - c) * meanLog(a, b) + (b - d) * meanLog(b, a);
  }
}
