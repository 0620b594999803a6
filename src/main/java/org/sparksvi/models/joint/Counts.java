package org.sparksvi.models.joint;

import org.sparksvi.random.CountSampler;
import org.sparksvi.random.RandomStream;

/** Probabilities of whole numbers from 0 up. */
final class Counts {
  private Counts() {}

  static String count(double x) {
    return x >= 0 && x == Math.rint(x) ? "" : "a whole number of at least 0";
  }

  static String binary(double x) {
    return x == 0 || x == 1 ? "" : "0 or 1";
  }

  static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static Given logFactorial(Given x) {
    return x.plus(1).logGamma();
  }

  /** log of n over x. */
  private static Given logChoose(Given n, Given x) {
    return logFactorial(n).minus(logFactorial(x)).minus(logFactorial(n.minus(x)));
  }

  record Bernoulli(Given probability) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given one = Given.of(x);
      Given other = one.times(-1).plus(1);
      Given failure = probability.times(-1).plus(1);
      return one.times(probability).plus(other.times(failure)).log().in(x);
    }

    @Override
    public String refused(double x) {
      return binary(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return stream.uniform() < mean(row) ? 1 : 0;
    }

    @Override
    public double mean(int row) {
      return probability.get(row);
    }
  }

  record BernoulliLogit(Given logit) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      return Given.of(x).times(logit).minus(logit.softplus()).in(x);
    }

    @Override
    public String refused(double x) {
      return binary(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return stream.uniform() < mean(row) ? 1 : 0;
    }

    @Override
    public double mean(int row) {
      return sigmoid(logit.get(row));
    }
  }

  record Binomial(Given trials, Given probability) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given successes = Given.of(x);
      return logChoose(trials, successes)
          .plus(successes.times(probability.log()))
          .plus(trials.minus(successes).times(probability.times(-1).log1p()))
          .in(x);
    }

    @Override
    public String refused(double x) {
      return count(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return CountSampler.binomial((long) trials.get(row), probability.get(row), stream);
    }

    @Override
    public double mean(int row) {
      return trials.get(row) * probability.get(row);
    }
  }

  record BinomialLogit(Given trials, Given logit) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given successes = Given.of(x);
      return logChoose(trials, successes)
          .plus(successes.times(logit))
          .minus(trials.times(logit.softplus()))
          .in(x);
    }

    @Override
    public String refused(double x) {
      return count(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return CountSampler.binomial((long) trials.get(row), sigmoid(logit.get(row)), stream);
    }

    @Override
    public double mean(int row) {
      return trials.get(row) * sigmoid(logit.get(row));
    }
  }

  /** A binomial whose probability is drawn from a beta density. */
  record BetaBinomial(Given trials, Given a, Given b) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given successes = Given.of(x);
      Given failures = trials.minus(successes);
      return logChoose(trials, successes)
          .plus(Positives.logBeta(successes.plus(a), failures.plus(b)))
          .minus(Positives.logBeta(a, b))
          .in(x);
    }

    @Override
    public String refused(double x) {
      return count(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      double probability = new Positives.Beta(a, b).draw(row, stream);
      return CountSampler.binomial((long) trials.get(row), probability, stream);
    }

    @Override
    public double mean(int row) {
      return trials.get(row) * a.get(row) / (a.get(row) + b.get(row));
    }
  }

  /** By the logarithm of the rate, and by the rate where that is given. */
  record Poisson(Given logRate, Given rate) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given number = Given.of(x);
      return number.times(logRate).minus(rate).minus(logFactorial(number)).in(x);
    }

    @Override
    public String refused(double x) {
      return count(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return CountSampler.poisson(rate.get(row), stream);
    }

    @Override
    public double mean(int row) {
      return rate.get(row);
    }
  }

  /**
   * A Poisson whose rate is drawn from a gamma density: variance mean + mean² / dispersion.
   *
   * <pre>
   *   log p = log Γ(x + φ) − log Γ(φ) − log x! + x o − (x + φ) log(1 + e^o),   o = log mean − log φ
   * </pre>
   */
  record NegativeBinomial(Given logMean, Given dispersion) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given number = Given.of(x);
      Given odds = logMean.minus(dispersion.log());
      Given total = number.plus(dispersion);
      return total
          .logGamma()
          .minus(dispersion.logGamma())
          .minus(logFactorial(number))
          .plus(number.times(odds))
          .minus(total.times(odds.softplus()))
          .in(x);
    }

    @Override
    public String refused(double x) {
      return count(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      double shape = dispersion.get(row);
      return CountSampler.poisson(stream.gamma(shape) / shape * mean(row), stream);
    }

    @Override
    public double mean(int row) {
      return StrictMath.exp(logMean.get(row));
    }
  }
}
