package org.sparksvi.diagnose;

/**
 * The difference of two mean scores over the same rows, with its standard error.
 *
 * <pre>
 *   d  = Σ (a_i − b_i) / Σ u_i
 *   se = √( n / (n − 1) · Σ (a_i − b_i − d u_i)² ) / Σ u_i
 * </pre>
 *
 * <p>a and b are log probabilities of row i, u its units (the ratio estimator; Cochran, 1977,
 * section 6.4). What makes a row easy or hard for both is no part of the error.
 *
 * @param difference in nats a unit; positive where the first is better
 * @param standardError of it; infinite where there is one row alone
 */
public record Paired(double difference, double standardError) {

  /**
   * Compares.
   *
   * @param units of each row, the same for both
   */
  public static Paired of(double[] first, double[] second, double[] units) {
    int rows = units.length;
    double sum = 0;
    double all = 0;
    for (int r = 0; r < rows; r++) {
      sum += first[r] - second[r];
      all += units[r];
    }
    double difference = sum / all;
    double squares = 0;
    for (int r = 0; r < rows; r++) {
      double rest = first[r] - second[r] - difference * units[r];
      squares += rest * rest;
    }
    double error =
        rows < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares * rows / (rows - 1.0)) / all;
    return new Paired(difference, error);
  }
}
