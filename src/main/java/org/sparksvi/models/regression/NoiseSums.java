package org.sparksvi.models.regression;

import org.sparksvi.model.NumericalException;

/**
 * Finds q(β, τ) with normal noise from sums over rows, which hold all that rows say of both.
 *
 * <pre>
 *   q(β | τ) = N(m, (τΛ)⁻¹)    Λ = G + P    m = Λ⁻¹ h     q(τ) = Gamma, nearest to
 *   τ^(k−1) e^(−Bτ − C/τ)      B = β₀ + ½ R
 *     prior in units of the noise, N(0, (τP₀)⁻¹):   P = P₀,        k = α₀ + ½ N,        R = S − hᵀm
 *     prior of its own, N(0, P₀⁻¹):                 P = P₀ / E τ,  k = α₀ + ½ (N − p),  R = S − 2hᵀm + mᵀGm
 *                                                   C = ½ tr(P₀ Λ⁻¹)
 * </pre>
 *
 * <p>where p counts the coefficients with a prior of their own, and mᵀ P (m − μ₀) is taken off R of
 * theirs, whose prior is about μ₀. S = Σ w y²; priors of σ add to C ({@link NoisePrior}). In units
 * of the noise, and where P₀ = 0, q is the posterior if the prior of τ is a Gamma one, or flat in
 * σ.
 *
 * @param weight N, Σ w
 * @param squares S
 * @param prior of τ
 * @param unit of the deviation that the prior is of
 */
record NoiseSums(double weight, double squares, NoisePrior prior, double unit) {
  /** Relative change of E τ and E 1/τ that ends the search. */
  private static final double DIGITS = 1e-12;

  private static final int ROUNDS = 200;

  /** Squares of what is not explained are known to so many digits of all squares. */
  private static final double ROUNDING = 1e-13;

  Coefficients posterior(double[] packed, double[] natural, GaussianPrior coefficients) {
    double variance = Math.max(squares / Math.max(weight, 1), Double.MIN_NORMAL); // E 1/τ
    double inverse = variance; // 1 / E τ
    Coefficients q = null;
    for (int i = 0; i < ROUNDS; i++) {
      Coefficients next = at(packed, natural, coefficients, inverse, variance);
      boolean ends =
          near(1 / next.noise().mean(), inverse) && near(next.noise().meanInverse(), variance);
      inverse = 1 / next.noise().mean();
      variance = next.noise().meanInverse();
      boolean once = prior.reciprocal(variance, unit) == 0 && coefficients.isFlat();
      q = next;
      if (ends || once) {
        return q;
      }
    }
    return q;
  }

  private static boolean near(double value, double before) {
    return Math.abs(value - before) <= DIGITS * before;
  }

  private Coefficients at(
      double[] packed,
      double[] natural,
      GaussianPrior coefficients,
      double inverse,
      double variance) {
    GaussianPrior scaled = coefficients.over(inverse);
    Coefficients q = Coefficients.of(packed, natural, scaled);
    double rest = squares; // S − hᵀm
    for (int j = 0; j < natural.length; j++) {
      rest -= natural[j] * q.means()[j];
    }
    double held = scaled.held(q.means());
    int own = coefficients.own();
    double k = prior.shape() + 0.5 * (weight - own);
    double reciprocal = 0.5 * coefficients.traced(q) + prior.reciprocal(variance, unit);
    if (!(k > 0) && reciprocal == 0) {
      throw new NumericalException(
          0,
          "rows must be more than %d coefficients of a flat prior, and some, but weigh %s"
              .formatted(own, weight));
    }
    double linear = prior.rate() + 0.5 * Math.max(rest - held, ROUNDING * squares);
    linear = Math.max(linear, Double.MIN_NORMAL);
    return q.with(Noise.nearest(k, linear, reciprocal));
  }
}
