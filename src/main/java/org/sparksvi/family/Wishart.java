package org.sparksvi.family;

import static org.sparksvi.numeric.SpecialFunctions.multivariateDigamma;
import static org.sparksvi.numeric.SpecialFunctions.multivariateLogGamma;

/**
 * The Wishart family over d × d precision matrices Λ, in terms of ν &gt; d − 1 and log |W⁻¹|.
 *
 * <pre>
 *   log p(Λ | W, ν) = log B(W, ν) + (ν − d − 1) / 2 · log |Λ| − tr(W⁻¹ Λ) / 2
 *   log B(W, ν)     = ν/2 log |W⁻¹| − ν d / 2 · log 2 − log Γ_d(ν / 2)
 *   E[Λ] = ν W
 * </pre>
 *
 * <p>Bishop (2006), appendix B.
 */
public final class Wishart {
  private static final double LOG_2 = 0.6931471805599453;

  private Wishart() {}

  /** log B(W, ν). */
  public static double logB(int d, double nu, double logDetInverse) {
    return 0.5 * nu * logDetInverse - 0.5 * nu * d * LOG_2 - multivariateLogGamma(d, 0.5 * nu);
  }

  /** E[log |Λ|] = ψ_d(ν / 2) + d log 2 − log |W⁻¹|. */
  public static double meanLogDeterminant(int d, double nu, double logDetInverse) {
    return multivariateDigamma(d, 0.5 * nu) + d * LOG_2 - logDetInverse;
  }

  /**
   * KL(Wishart(W, ν) || Wishart(W₀, ν₀)).
   *
   * @param trace tr(W₀⁻¹ W)
   */
  public static double kl(
      int d, double nu, double logDetInverse, double nu0, double logDetInverse0, double trace) {
    return logB(d, nu, logDetInverse)
        - logB(d, nu0, logDetInverse0)
        + 0.5 * (nu - nu0) * meanLogDeterminant(d, nu, logDetInverse)
        - 0.5 * nu * d
        + 0.5 * nu * trace;
  }

  /**
   * The part of a normal-Wishart's KL that belongs to the mean: E of KL(N(m, (b Λ)⁻¹) || N(m₀, (b₀
   * Λ)⁻¹)).
   *
   * <pre>
   *   ½ ( d log (b / b₀) − d + d b₀ / b + b₀ (m − m₀)ᵀ E[Λ] (m − m₀) )
   * </pre>
   *
   * @param distance (m − m₀)ᵀ E[Λ] (m − m₀)
   */
  public static double klOfMean(int d, double b, double b0, double distance) {
    return 0.5 * (d * StrictMath.log(b / b0) - d + d * b0 / b + b0 * distance);
  }
}
