package org.sparksvi.models.regression;

import java.io.Serializable;

/** The distribution of a new response whose predictor is N(mean, variance). */
interface Predictive extends Serializable {

  /** Share of responses beyond either end of an interval. */
  double TAIL = 0.025;

  /** Log density, or log probability of whole numbers, in nats. */
  double log(double y, double mean, double variance);

  /** Mean and variance of the response, into {@code out}. */
  void moments(double mean, double variance, double[] out);

  /**
   * How deep in its distribution a response is, the lesser of P(≤ y) and P(≥ y): it is inside the
   * central interval of a share where this is at least half of what the interval leaves out. Of 0
   * and 1, 1 for the likelier one and 0 for the other.
   */
  double depth(double y, double mean, double variance);

  /** The least response whose cumulative probability reaches a share in (0, 1). */
  double quantile(double share, double mean, double variance);

  /** A likelihood, over the predictor by quadrature. */
  record Mixed(ScalarLikelihood likelihood) implements Predictive {
    private static final long serialVersionUID = 1L;

    /** Halvings of an interval to the last digits of a double. */
    private static final int HALVINGS = 60;

    @Override
    public double log(double y, double mean, double variance) {
      return Quadrature.logPredictive(likelihood, y, mean, variance);
    }

    @Override
    public void moments(double mean, double variance, double[] out) {
      likelihood.predict(mean, variance, out);
    }

    @Override
    public double depth(double y, double mean, double variance) {
      double upTo = Quadrature.cumulative(likelihood, y, mean, variance);
      double below =
          likelihood.whole() ? Quadrature.cumulative(likelihood, y - 1, mean, variance) : upTo;
      return Math.min(upTo, 1 - below);
    }

    @Override
    public double quantile(double share, double mean, double variance) {
      double[] moments = new double[2];
      moments(mean, variance, moments);
      double width = Math.sqrt(moments[1]) + Math.ulp(moments[0]);
      double low = moments[0];
      double high = moments[0];
      for (double step = width; below(low, share, mean, variance) >= share; step *= 2) {
        low -= step;
      }
      for (double step = width; below(high, share, mean, variance) < share; step *= 2) {
        high += step;
      }
      for (int i = 0; i < HALVINGS && low < high; i++) {
        double middle = 0.5 * (low + high);
        if (below(middle, share, mean, variance) < share) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return likelihood.whole() ? Math.floor(high) : high;
    }

    /** Cumulative probability; the share itself where nothing can be said. */
    private double below(double y, double share, double mean, double variance) {
      double sum = Quadrature.cumulative(likelihood, y, mean, variance);
      return Double.isNaN(sum) ? share : sum;
    }
  }
}
