package org.sparksvi.kinds.example;

import static org.sparksvi.numeric.SpecialFunctions.logGamma;

import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.CountBlock;
import org.sparksvi.family.Gamma;
import org.sparksvi.model.Accumulates;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.model.Transforms;

/**
 * Words that come independently of each other, each at a rate of its own.
 *
 * <pre>
 *   λ_w ~ Gamma(a, 1)        x_nw ~ Poisson(λ_w)
 *   q(λ_w) = Gamma(a + Σ_n x_nw, 1 + N)
 * </pre>
 *
 * <p>The parameters are the two sums.
 *
 * @param words V
 * @param pseudoCounts a, counts of each word in one document before the first
 */
public record IndependentPoissons(int words, double pseudoCounts)
    implements Accumulates<CountBlock>, HeldOut<CountBlock>, Transforms<CountBlock> {
  static final String COUNTS = "counts"; // Σ_n x_nw, words × 1
  static final String DOCUMENTS = "documents"; // N

  @Override
  public Layout layout() {
    return Layout.of(
        Field.mixed(COUNTS, words, 1).within(Domain.NOT_NEGATIVE),
        Field.mixed(DOCUMENTS, 1, 1).within(Domain.NOT_NEGATIVE));
  }

  @Override
  public Bundle initial(Start<CountBlock> start) {
    return Bundle.zeros(layout());
  }

  private double shape(Bundle parameters, int w) {
    return pseudoCounts + parameters.values(COUNTS)[w];
  }

  private static double rate(Bundle parameters) {
    return 1 + parameters.values(DOCUMENTS)[0];
  }

  /** E[λ], by word. */
  double[] rates(Bundle parameters) {
    double[] rates = new double[words];
    for (int w = 0; w < words; w++) {
      rates[w] = shape(parameters, w) / rate(parameters);
    }
    return rates;
  }

  /** Σ_w KL(q(λ_w) || p(λ_w)) of two posteriors. */
  double divergence(Bundle q, Bundle p) {
    double sum = 0;
    for (int w = 0; w < words; w++) {
      sum += Gamma.kl(shape(q, w), rate(q), shape(p, w), rate(p));
    }
    return sum;
  }

  @Override
  public LocalSteps<CountBlock> localSteps(Round round) {
    double[] log = new double[words]; // E[log λ]
    double mean = 0; // Σ_w E[λ_w]
    for (int w = 0; w < words; w++) {
      log[w] = Gamma.meanLog(shape(round.parameters(), w), rate(round.parameters()));
      mean += shape(round.parameters(), w) / rate(round.parameters());
    }
    double all = mean;
    return () ->
        (block, into) -> {
          double[] sums = into.statistics().values(COUNTS);
          double likelihood = -block.rows() * all;
          for (int i = 0; i < block.counts().length; i++) {
            int w = block.distinct()[block.place()[i]];
            double count = block.counts()[i];
            sums[w] += count;
            likelihood += count * log[w] - logGamma(count + 1);
          }
          into.statistics().values(DOCUMENTS)[0] += block.rows();
          into.add(Term.ROWS, block.rows());
          into.add(Term.UNITS, block.units());
          into.add(Term.EXPECTED_LOG_LIKELIHOOD, likelihood);
        };
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    out.take(COUNTS, total.statistics());
    out.take(DOCUMENTS, total.statistics());
  }

  @Override
  public double globalElbo(Round round) {
    return -divergence(round.parameters(), Bundle.zeros(layout()));
  }

  /** What documents add to the log predictive probability: of negative binomials, by word. */
  private void score(Bundle parameters, CountBlock block, double[] out) {
    double rate = rate(parameters);
    double none = 0; // log probability of a document without a word
    for (int w = 0; w < words; w++) {
      none -= shape(parameters, w) * StrictMath.log1p(1 / rate);
    }
    for (int row = 0; row < block.rows(); row++) {
      out[row] = none;
      for (int i = block.start()[row]; i < block.start()[row + 1]; i++) {
        double shape = shape(parameters, block.distinct()[block.place()[i]]);
        double count = block.counts()[i];
        out[row] += logGamma(shape + count) - logGamma(shape) - logGamma(count + 1);
        out[row] -= count * StrictMath.log1p(rate);
      }
    }
  }

  @Override
  public LocalSteps<CountBlock> scorers(Round round) {
    return () ->
        (block, into) -> {
          double[] scores = new double[block.rows()];
          score(round.parameters(), block, scores);
          for (double score : scores) {
            into.add(Term.HELD_OUT_LOG_PROBABILITY, score);
            into.addScored(score, 1);
          }
          into.add(Term.HELD_OUT_UNITS, block.rows());
          into.add(Term.ROWS, block.rows());
        };
  }

  @Override
  public List<Column> output() {
    return List.of(Column.number("logProbability", "log predictive probability, in nats"));
  }

  @Override
  public RowTransforms<CountBlock> transforms(Round round) {
    return () -> (block, out) -> score(round.parameters(), block, out);
  }

  @Override
  public boolean isSum(Field field) {
    return true;
  }

  @Override
  public double expectedLogLikelihood(Bundle kept, Bundle at) {
    double sum = 0;
    for (int w = 0; w < words; w++) {
      sum += kept.values(COUNTS)[w] * Gamma.meanLog(shape(at, w), rate(at));
      sum -= kept.values(DOCUMENTS)[0] * shape(at, w) / rate(at);
    }
    return sum;
  }
}
