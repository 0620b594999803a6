package org.sparksvi.models.regression;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;

/**
 * What rows say of coefficients and noise.
 *
 * @param precision Σ a x xᵀ, lower triangle by rows
 * @param natural h
 * @param rows Σ w, and Σ w y² where noise is found
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Sums(double[] precision, double[] natural, double[] rows) {

  static Sums of(Bundle parameters) {
    return new Sums(
        parameters.values(Regression.PRECISION),
        parameters.values(Regression.NATURAL),
        parameters.values(Regression.ROWS));
  }

  /** What was kept of earlier rows, and sums over others. */
  static Sums of(Bundle kept, Direction more) {
    return new Sums(
        sum(kept, more, Regression.PRECISION),
        sum(kept, more, Regression.NATURAL),
        sum(kept, more, Regression.ROWS));
  }

  private static double[] sum(Bundle kept, Direction sums, String field) {
    double[] sum = kept.copyOf(field);
    double[] more = sums.values(field);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    return sum;
  }
}
