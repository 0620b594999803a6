package org.sparksvi.models.joint;

import org.sparksvi.numeric.SpecialFunctions;

/** Densities of whole rows, n × 1 of n × K, and of correlations. */
final class Vectors {
  private static final double LOG_2 = 0.6931471805599453;

  private Vectors() {}

  /** Shares that add up to 1; the concentration is a number or 1 × K. */
  record Dirichlet(Given concentration, int size) implements Density {
    @Override
    public Value log(Value x) {
      Given total = Given.of(concentration.in(x).plus(x.numbers(new double[size])).sum());
      Given each = Given.of(concentration.logGamma().in(x).plus(x.numbers(new double[size])).sum());
      Value powers = concentration.minus(1).times(Given.of(x.log())).in(x).rowSums();
      return Given.of(powers).plus(total.logGamma()).minus(each).in(x);
    }
  }

  /** N(mean, L Lᵀ) of rows: mean 1 × K or n × K, L lower triangular, K × K. */
  record MultivariateNormal(Value mean, Value factor) implements Density {
    @Override
    public Value log(Value x) {
      Value z = factor.solve(x.minus(mean).transpose()).transpose(); // n × K
      Value logScale = factor.diagonal().log().sum().plus(x.columns() * Locations.HALF_LOG_2_PI);
      return z.square().rowSums().times(-0.5).minus(logScale);
    }
  }

  /**
   * Cholesky factors L of correlation matrices with p(R) ∝ |R|^(η − 1) (Lewandowski, Kurowicka and
   * Joe, 2009, equation 16, with the Jacobian of L Lᵀ), 1 × 1.
   *
   * <pre>
   *   log p(L) = Σ_{i=2..K} (K − i + 2 η − 2) log L_ii − Σ_{k=1..K−1} (K − k) log c_k
   *   c_k = 2^(2 α_k − 1) B(α_k, α_k),   α_k = η + (K − 1 − k) / 2
   * </pre>
   */
  record Lkj(double concentration) implements Density {
    @Override
    public Value log(Value x) {
      int size = x.rows();
      double constant = 0;
      for (int k = 1; k < size; k++) {
        double a = concentration + 0.5 * (size - 1 - k);
        double logBeta = 2 * SpecialFunctions.logGamma(a) - SpecialFunctions.logGamma(2 * a);
        constant += (size - k) * ((2 * a - 1) * LOG_2 + logBeta);
      }
      double[] powers = new double[size];
      for (int i = 1; i < size; i++) {
        powers[i] = size - (i + 1) + 2 * concentration - 2;
      }
      Value logs = x.diagonal().transpose().log();
      return logs.times(x.numbers(powers)).sum().minus(constant);
    }
  }
}
