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
 * @param standardError of it; empty where there are no two rows, nobody has counted them, or their
 *     squares are too small to be summed: weights below 1e-54
 */
public record MeanScore(double mean, OptionalDouble standardError) {
  /** Squares are summed in quanta of 2^-400: what rows lose by that is 2^-41 of these. */
  private static final double LEAST_SQUARE = 0x1p-360;

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
        rows >= 2 && Double.isFinite(error) && unitSquares >= rows * LEAST_SQUARE
            ? OptionalDouble.of(error)
            : OptionalDouble.empty());
  }
}
