package org.sparksvi.diagnose;

import java.util.OptionalDouble;

/**
 * The mean score of held-out rows, with its standard error.
 *
 * <pre>
 *   m  = Σ a_i / Σ u_i
 *   se = √( n / (n − 1) · Σ (a_i − m u_i)² ) / Σ u_i
 * </pre>
 *
 * <p>a is the log probability of row i, u its units (the ratio estimator; Cochran, 1977, section
 * 6.4). The error is that of other rows of the same kind; differences of models over the same rows
 * are known better ({@link Paired}).
 *
 * @param mean in nats a unit
 * @param standardError of it; empty where there are no two rows, or nobody has counted them
 */
public record MeanScore(double mean, OptionalDouble standardError) {

  /**
   * Of sums over rows.
   *
   * @param rows their number
   * @param squares Σ a²
   * @param products Σ a u
   * @param unitSquares Σ u²
   */
  public static MeanScore of(
      double sum, double units, double rows, double squares, double products, double unitSquares) {
    double mean = sum / units;
    double rest = Math.max(0, squares - mean * (2 * products - mean * unitSquares));
    double error = Math.sqrt(rest * rows / (rows - 1)) / units;
    return new MeanScore(
        mean,
        rows >= 2 && Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty());
  }
}
