package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;

/**
 * Scales of priors that are found with the coefficients.
 *
 * @param squares ξ² of priors that adapt, by predictor and column; none where no prior does
 * @param deviations t of factors
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Scales(double[] squares, double[] deviations) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double[] NONE = {};

  /** Least t: below it effects are nothing beside the unit of the predictor. */
  private static final double FLOOR = 1e-4;

  private static final double UP = 1.5; // most of a step of log t
  private static final double DOWN = 4;

  static Scales of(RegressionSettings settings, Bundle parameters) {
    ColumnPriors priors = settings.priors();
    return new Scales(
        priors.adapts() ? parameters.values(Regression.SQUARES) : NONE,
        priors.factors().isEmpty() ? NONE : parameters.values(Regression.FACTORS));
  }

  /** At first: everything has the unit of the predictor. */
  static Scales start(RegressionSettings settings) {
    ColumnPriors priors = settings.priors();
    double[] squares = new double[priors.adapts() ? settings.shrunk() : 0];
    double[] deviations = new double[priors.factors().size()];
    Arrays.fill(squares, 1);
    Arrays.fill(deviations, 1);
    return new Scales(squares, deviations);
  }

  /** Whether there are any. */
  boolean isFound() {
    return squares.length + deviations.length > 0;
  }

  /** Of priors of factors' deviations. */
  double logPrior(ColumnPriors priors) {
    double sum = 0;
    for (int k = 0; k < deviations.length; k++) {
      double t = deviations[k];
      sum += StrictMath.log(2) + priors.factors().get(k).deviation().logDensity(t * t);
    }
    return sum;
  }

  /** Whether a factor's deviation is at the floor. */
  boolean isHeld(int k) {
    return deviations[k] < 2 * FLOOR;
  }

  /** Those that suit a posterior: squares at their best, deviations after a step. */
  Scales after(Posterior posterior) {
    return new Scales(
        squares.length == 0 ? NONE : posterior.squares(),
        deviations.length == 0 ? NONE : moved(posterior));
  }

  /** A step of Fisher's scoring in log t, of bounded length. */
  private double[] moved(Posterior posterior) {
    FactorInformation information = FactorInformation.of(posterior);
    double[] step = information.step(k -> isHeld(k) && information.slopes()[k] <= 0);
    double[] moved = deviations.clone();
    double factor = 1;
    for (double each : step) {
      double most = each < 0 ? DOWN : UP;
      factor = Math.min(factor, most / Math.max(Math.abs(each), Double.MIN_NORMAL));
    }
    for (int k = 0; k < moved.length; k++) {
      moved[k] = Math.max(FLOOR, moved[k] * StrictMath.exp(factor * step[k]));
    }
    return moved;
  }

  /** Columns of all factors. */
  static List<Integer> columns(ColumnPriors priors) {
    return priors.factors().stream().flatMap(factor -> factor.columns().stream()).toList();
  }
}
