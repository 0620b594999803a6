package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.function.DoubleUnaryOperator;
import org.sparksvi.random.RandomStream;

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

  /** A response whose predictor is known, by the inverse of its distribution. */
  default double draw(double f, RandomStream stream) {
    return quantile(stream.uniform(), f, 0);
  }

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
      return inverse(share, moments, y -> Quadrature.cumulative(likelihood, y, mean, variance));
    }

    @Override
    public double draw(double f, RandomStream stream) {
      double[] moments = {likelihood.mean(f), likelihood.variance(f)};
      return inverse(stream.uniform(), moments, y -> likelihood.cumulative(y, f));
    }

    /** Where a cumulative probability reaches a share, sought from the mean on. */
    private double inverse(double share, double[] moments, DoubleUnaryOperator cumulative) {
      double width = Math.sqrt(moments[1]) + Math.ulp(moments[0]);
      double low = moments[0];
      double high = moments[0];
      for (double step = width; cumulative.applyAsDouble(low) >= share; step *= 2) {
        low -= step;
      }
      for (double step = width; cumulative.applyAsDouble(high) < share; step *= 2) {
        high += step;
      }
      for (int i = 0; i < HALVINGS && low < high; i++) {
        double middle = 0.5 * (low + high);
        if (cumulative.applyAsDouble(middle) < share) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return likelihood.whole() ? Math.floor(high) : high;
    }
  }
}
