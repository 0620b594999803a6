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
 * <p>with S = Σ w y²; priors of σ add to C ({@link NoisePrior}). In units of the noise, and where
 * P₀ = 0, q is the posterior if the prior of τ is a Gamma one, or flat in σ.
 *
 * @param weight N, Σ w
 * @param squares S
 * @param prior of τ
 * @param unit of the deviation that the prior is of
 * @param relative whether the coefficients' prior is in units of the noise
 */
record NoiseSums(double weight, double squares, NoisePrior prior, double unit, boolean relative) {
  /** Relative change of E τ and E 1/τ that ends the search. */
  private static final double DIGITS = 1e-12;

  private static final int ROUNDS = 200;

  /** Squares of what is not explained are known to so many digits of all squares. */
  private static final double ROUNDING = 1e-13;

  Coefficients posterior(double[] packed, double[] natural, double[] precisions) {
    double variance = Math.max(squares / Math.max(weight, 1), Double.MIN_NORMAL); // E 1/τ
    double inverse = variance; // 1 / E τ
    Coefficients q = null;
    for (int i = 0; i < ROUNDS; i++) {
      Coefficients next = at(packed, natural, precisions, inverse, variance);
      boolean ends =
          near(1 / next.noise().mean(), inverse) && near(next.noise().meanInverse(), variance);
      inverse = 1 / next.noise().mean();
      variance = next.noise().meanInverse();
      boolean once = prior.reciprocal(variance, unit) == 0 && (relative || next.isFlat());
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
      double[] packed, double[] natural, double[] precisions, double inverse, double variance) {
    double[] each = precisions.clone();
    for (int j = 0; j < each.length && !relative; j++) {
      each[j] *= inverse;
    }
    Coefficients q = Coefficients.of(packed, natural, each);
    double rest = squares; // S − hᵀm
    double held = 0; // mᵀ P m
    double traced = 0; // tr(P₀ Λ⁻¹)
    for (int j = 0; j < each.length; j++) {
      rest -= natural[j] * q.means()[j];
      if (!relative && each[j] > 0) {
        held += each[j] * q.means()[j] * q.means()[j];
        traced += precisions[j] * q.variance(j);
      }
    }
    double k = prior.shape() + 0.5 * (weight - (relative ? 0 : each.length));
    double reciprocal = 0.5 * traced + prior.reciprocal(variance, unit);
    if (!(k > 0) && reciprocal == 0) {
      throw new NumericalException(
          0,
          "rows must be more than %d coefficients of a flat prior, and some, but weigh %s"
              .formatted(each.length, weight));
    }
    double linear = prior.rate() + 0.5 * Math.max(rest - held, ROUNDING * squares);
    linear = Math.max(linear, Double.MIN_NORMAL);
    return q.with(Noise.nearest(k, linear, reciprocal));
  }
}
