package org.sparksvi.models.joint;

import org.sparksvi.numeric.SpecialFunctions;
import org.sparksvi.random.RandomStream;

/** Densities of positive numbers, and of numbers between 0 and 1. */
final class Positives {
  private Positives() {}

  private static String positive(double x) {
    return x > 0 ? "" : "positive";
  }

  record Exponential(Given rate) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      return rate.log().minus(Given.of(x).times(rate)).in(x);
    }

    @Override
    public String refused(double x) {
      return x >= 0 ? "" : "at least 0";
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return -StrictMath.log(1 - stream.uniform()) / rate.get(row);
    }

    @Override
    public double mean(int row) {
      return 1 / rate.get(row);
    }
  }

  record Gamma(Given shape, Given rate) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given number = Given.of(x);
      Given constant = shape.times(rate.log()).minus(shape.logGamma());
      return constant.plus(shape.minus(1).times(number.log())).minus(number.times(rate)).in(x);
    }

    @Override
    public String refused(double x) {
      return positive(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return stream.gamma(shape.get(row)) / rate.get(row);
    }

    @Override
    public double mean(int row) {
      return shape.get(row) / rate.get(row);
    }
  }

  record InverseGamma(Given shape, Given scale) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given number = Given.of(x);
      Given constant = shape.times(scale.log()).minus(shape.logGamma());
      return constant.minus(shape.plus(1).times(number.log())).minus(scale.over(number)).in(x);
    }

    @Override
    public String refused(double x) {
      return positive(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return scale.get(row) / stream.gamma(shape.get(row));
    }

    @Override
    public double mean(int row) {
      return shape.get(row) > 1 ? scale.get(row) / (shape.get(row) - 1) : Double.NaN;
    }
  }

  record LogNormal(Given location, Given scale) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Value log = x.log();
      return new Locations.Normal(location, scale).log(log).minus(log);
    }

    @Override
    public String refused(double x) {
      return positive(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return StrictMath.exp(location.get(row) + scale.get(row) * stream.normal());
    }

    @Override
    public double mean(int row) {
      double sd = scale.get(row);
      return StrictMath.exp(location.get(row) + 0.5 * sd * sd);
    }
  }

  /**
   * Times until an event, of which some are only known to be longer.
   *
   * <pre>
   *   t = (x / scale)^shape      log p = event · (log shape + log t − log x) − t
   * </pre>
   *
   * @param event 1 where the event was seen, 0 where the row was censored before it
   */
  record Weibull(Given shape, Given scale, Given event) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given log = Given.of(x).log();
      Given logTime = shape.times(log.minus(scale.log()));
      Given logHazard = shape.log().plus(logTime).minus(log);
      return event.times(logHazard).minus(logTime.exp()).in(x);
    }

    @Override
    public String refused(double x) {
      return positive(x);
    }

    /** The time of the event, not of the censoring. */
    @Override
    public double draw(int row, RandomStream stream) {
      double time = -StrictMath.log(1 - stream.uniform());
      return scale.get(row) * StrictMath.pow(time, 1 / shape.get(row));
    }

    @Override
    public double mean(int row) {
      double logGamma = SpecialFunctions.logGamma(1 + 1 / shape.get(row));
      return scale.get(row) * StrictMath.exp(logGamma);
    }
  }

  record Beta(Given a, Given b) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given number = Given.of(x);
      return a.minus(1)
          .times(number.log())
          .plus(b.minus(1).times(number.times(-1).log1p()))
          .minus(logBeta(a, b))
          .in(x);
    }

    @Override
    public String refused(double x) {
      return x > 0 && x < 1 ? "" : "between 0 and 1";
    }

    @Override
    public double draw(int row, RandomStream stream) {
      double first = stream.gamma(a.get(row));
      return first / (first + stream.gamma(b.get(row)));
    }

    @Override
    public double mean(int row) {
      return a.get(row) / (a.get(row) + b.get(row));
    }
  }

  /** log B(a, b). */
  static Given logBeta(Given a, Given b) {
    return a.logGamma().plus(b.logGamma()).minus(a.plus(b).logGamma());
  }
}
