package org.sparksvi.models.joint;

import org.sparksvi.numeric.StandardNormal;
import org.sparksvi.random.RandomStream;

/** Probabilities of one of K choices, numbered from 0. */
final class Choices {
  private Choices() {}

  /**
   * How to draw, and to name what is refused. What is not chosen may be impossible: its logarithm
   * is never taken.
   */
  private interface Choice extends DrawableDensity {
    int size();

    /** p of a choice for a row, at the parameters of the last evaluation. */
    double probability(int row, int choice);

    @Override
    default String refused(double x) {
      return x >= 0 && x < size() && x == Math.rint(x)
          ? ""
          : "a whole number from 0 to " + (size() - 1);
    }

    @Override
    default double draw(int row, RandomStream stream) {
      double left = stream.uniform();
      for (int c = 0; c < size() - 1; c++) {
        left -= probability(row, c);
        if (left < 0) {
          return c;
        }
      }
      return size() - 1.0;
    }

    @Override
    default double mean(int row) {
      double sum = 0;
      for (int c = 1; c < size(); c++) {
        sum += c * probability(row, c);
      }
      return sum;
    }
  }

  /** By shares, 1 × K or n × K. */
  record Categorical(Value shares) implements Choice {
    @Override
    public int size() {
      return shares.columns();
    }

    @Override
    public Value log(Value x) {
      return x.oneHot(size()).times(shares).rowSums().log();
    }

    @Override
    public double probability(int row, int choice) {
      return Given.of(shares).get(row, choice);
    }
  }

  /** By logits, 1 × K or n × K. */
  record CategoricalLogits(Value logits, Value logShares) implements Choice {
    @Override
    public int size() {
      return logits.columns();
    }

    @Override
    public Value log(Value x) {
      return x.oneHot(size()).times(logShares).rowSums();
    }

    @Override
    public double probability(int row, int choice) {
      return StrictMath.exp(Given.of(logShares).get(row, choice));
    }
  }

  /**
   * Which interval between ascending cuts a noisy predictor falls into.
   *
   * <pre>
   *   p(c) = F(η − cut_{c−1}) − F(η − cut_c),   cut_{−1} = −∞, cut_{K−1} = ∞
   * </pre>
   *
   * <p>The cuts are 1 × (K − 1).
   */
  private interface Ordered extends Choice {
    Value predictor();

    Value cuts();

    /** F. */
    double cumulative(double x);

    /** log F(a). */
    Value logCumulative(Value a);

    /** log (F(a) − F(b)), a above b. */
    Value logDifference(Value a, Value b);

    @Override
    default int size() {
      return cuts().columns() + 1;
    }

    @Override
    default Value log(Value x) {
      int last = size() - 1;
      Value chosen = x.oneHot(size());
      Value above = predictor().minus(cuts()); // n × (K − 1)
      Value a = chosen.columns(1, last + 1).times(above).rowSums(); // 0 at the first
      Value b = chosen.columns(0, last).times(above).rowSums(); // 0 at the last
      Value first = chosen.column(0);
      Value end = chosen.column(last);
      Value outer =
          first
              .times(logCumulative(first.times(b).times(-1)))
              .plus(end.times(logCumulative(end.times(a))));
      if (last == 1) {
        return outer;
      }
      Value outside = first.plus(end);
      Value inside = outside.times(-1).plus(1);
      Value between = logDifference(inside.times(a).plus(outside), inside.times(b)); // else of 1, 0
      return outer.plus(inside.times(between));
    }

    @Override
    default double probability(int row, int choice) {
      double predictor = Given.of(predictor()).get(row);
      Given cuts = Given.of(cuts());
      double more = choice == 0 ? 1 : cumulative(predictor - cuts.get(row, choice - 1));
      double most = choice == size() - 1 ? 0 : cumulative(predictor - cuts.get(row, choice));
      return more - most;
    }
  }

  /** {@code σ(a) − σ(b) = σ(a) σ(−b) (1 − e^(b − a))}. */
  record OrderedLogistic(Value predictor, Value cuts) implements Ordered {
    @Override
    public double cumulative(double x) {
      return Counts.sigmoid(x);
    }

    @Override
    public Value logCumulative(Value a) {
      return a.logSigmoid();
    }

    @Override
    public Value logDifference(Value a, Value b) {
      Value gap = b.minus(a).expm1().times(-1).log();
      return a.logSigmoid().plus(b.times(-1).logSigmoid()).plus(gap);
    }
  }

  /** The interval is moved to where Φ is small: {@code Φ(a) − Φ(b) = Φ(−b) − Φ(−a)}. */
  record OrderedProbit(Value predictor, Value cuts) implements Ordered {
    @Override
    public double cumulative(double x) {
      return StandardNormal.cumulative(x);
    }

    @Override
    public Value logCumulative(Value a) {
      return a.logNormalCdf();
    }

    @Override
    public Value logDifference(Value a, Value b) {
      Value centre = a.plus(b).times(0.5).abs().times(-1);
      Value half = a.minus(b).times(0.5);
      Value high = centre.plus(half).logNormalCdf();
      Value low = centre.minus(half).logNormalCdf();
      return high.plus(low.minus(high).expm1().times(-1).log());
    }
  }
}
