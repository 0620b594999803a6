package org.sparksvi.family;

import static org.sparksvi.numeric.SpecialFunctions.digamma;
import static org.sparksvi.numeric.SpecialFunctions.logGamma;

/**
 * The gamma family over positive numbers.
 *
 * <pre>
 *   log p(x | shape, rate) = (shape − 1) log x − rate · x − A,   A = log Γ(shape) − shape log rate
 * </pre>
 */
public final class Gamma {
  private Gamma() {}

  /** A, the log normaliser. */
  public static double logNormaliser(double shape, double rate) {
    return logGamma(shape) - shape * StrictMath.log(rate);
  }

  /** E[log x]. */
  public static double meanLog(double shape, double rate) {
    return digamma(shape) - StrictMath.log(rate);
  }

  /** KL(Gamma(shape, rate) || Gamma(shape0, rate0)). */
  public static double kl(double shape, double rate, double shape0, double rate0) {
    return (shape - shape0) * meanLog(shape, rate)
        - (rate - rate0) * shape / rate
        + logNormaliser(shape0, rate0)
        - logNormaliser(shape, rate);
  }
}
