package org.sparksvi.models.topics;

import static org.sparksvi.numeric.SpecialFunctions.digamma;
import static org.sparksvi.numeric.SpecialFunctions.logGamma;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.diagnose.ParetoSmoothed;
import org.sparksvi.family.Dirichlet;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowGaps;
import org.sparksvi.random.Purpose;

/**
 * The gap of each document's q(θ) q(z) at the topics' means β, halves put together:
 *
 * <pre>
 *   ELBO = Σ_w c_w log Σ_k exp(E log θ_k) β_kw − KL(Dirichlet(γ) || Dirichlet(α))
 * </pre>
 *
 * <p>log p(w | β, α) is estimated by {@link TokenParticles}, with twice as many of them again until
 * the standard error is at most {@link #ERROR}.
 */
final class DocumentGaps implements LocalStep<CompletionBlock> {
  /** Nats that the standard error of a document should be below. */
  static final double ERROR = 0.05;

  private static final int FIRST_ESTIMATES = 16;
  private static final int MOST_ESTIMATES = 256;

  private final DocumentFitter fitter;
  private final double[] alpha;
  private final double logBetaOfAlpha;
  private final Round round;
  private final int field;
  private final double[] totals; // Λ, topics
  private final TokenParticles particles;
  private double[] words = {}; // E[β_kw] of the block's words × topics

  DocumentGaps(DocumentFitter fitter, double[] alpha, Round round) {
    Bundle parameters = round.parameters();
    this.fitter = fitter;
    this.alpha = alpha;
    this.logBetaOfAlpha = Dirichlet.logBeta(alpha);
    this.round = round;
    this.field = parameters.layout().index(TopicsModel.TOPICS);
    this.totals = parameters.values(TopicsModel.TOTALS);
    this.particles = new TokenParticles(alpha);
  }

  /** Of a token, where its document takes as many estimates as one may. */
  static double operations(int topics) {
    return 4.0 * topics * MOST_ESTIMATES * TokenParticles.PARTICLES;
  }

  @Override
  public void accumulate(CompletionBlock block, Contribution into) {
    CountBlock whole = whole(block);
    readWords(whole.distinct());
    fitter.open(whole);
    for (int row = 0; row < whole.rows(); row++) {
      if (whole.start()[row] < whole.start()[row + 1]) {
        fitter.fit(row);
        double elbo = elbo(whole, row);
        ParetoSmoothed evidence = evidence(whole, row);
        boolean reliable = evidence.standardError() <= ERROR;
        RowGaps.add(into, 1, elbo, evidence.logMean(), evidence.standardError(), reliable);
      }
    }
  }

  private static CountBlock whole(CompletionBlock block) {
    List<DataRow> rows =
        IntStream.range(0, block.rows())
            .mapToObj(row -> whole(block.observed(), block.heldOut(), row))
            .toList();
    return CountBlock.of(block.id(), block.observed().columns(), rows);
  }

  private static DataRow whole(CountBlock observed, CountBlock heldOut, int row) {
    java.util.TreeMap<Integer, Double> counts = new java.util.TreeMap<>();
    for (CountBlock half : List.of(observed, heldOut)) {
      for (int i = half.start()[row]; i < half.start()[row + 1]; i++) {
        counts.merge(half.distinct()[half.place()[i]], half.counts()[i], Double::sum);
      }
    }
    return DataRow.counts(
        observed.key(row),
        counts.keySet().stream().mapToInt(Integer::intValue).toArray(),
        counts.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void readWords(int[] distinct) {
    int topics = totals.length;
    words = new double[distinct.length * topics];
    for (int i = 0; i < distinct.length; i++) {
      round.parameters().row(field, distinct[i], words, i * topics);
      for (int k = 0; k < topics; k++) {
        words[i * topics + k] /= totals[k];
      }
    }
  }

  private double elbo(CountBlock block, int row) {
    double[] gamma = fitter.gamma();
    double total = Arrays.stream(gamma).sum();
    double digammaOfTotal = digamma(total);
    double[] shares = new double[gamma.length];
    double bound = -logBetaOfAlpha - logGamma(total);
    for (int k = 0; k < gamma.length; k++) {
      double log = digamma(gamma[k]) - digammaOfTotal;
      shares[k] = StrictMath.exp(log);
      bound += (alpha[k] - gamma[k]) * log + logGamma(gamma[k]);
    }
    for (int i = block.start()[row]; i < block.start()[row + 1]; i++) {
      int from = block.place()[i] * gamma.length;
      double sum = 0;
      for (int k = 0; k < gamma.length; k++) {
        sum += shares[k] * words[from + k];
      }
      bound += block.counts()[i] * StrictMath.log(sum);
    }
    return bound;
  }

  private ParetoSmoothed evidence(CountBlock block, int row) {
    int[] tokens = tokens(block, row);
    double[] estimates = {};
    ParetoSmoothed mean;
    do {
      int before = estimates.length;
      estimates = Arrays.copyOf(estimates, before == 0 ? FIRST_ESTIMATES : 2 * before);
      for (int e = before; e < estimates.length; e++) {
        estimates[e] =
            particles.logEvidence(
                tokens, words, round.streams().stream(Purpose.EVIDENCE, block.key(row), e));
      }
      mean = ParetoSmoothed.of(estimates);
    } while (mean.standardError() > ERROR && estimates.length < MOST_ESTIMATES);
    return mean;
  }

  /** Places of the document's words among the block's, one for each token. */
  private static int[] tokens(CountBlock block, int row) {
    return IntStream.range(block.start()[row], block.start()[row + 1])
        .flatMap(
            i -> {
              double count = block.counts()[i];
              if (count != Math.rint(count)) {
                throw new IllegalArgumentException(
                    "counts must be whole where the evidence of documents is estimated, but the document with key %d has %s"
                        .formatted(block.key(row), count));
              }
              return IntStream.generate(() -> block.place()[i]).limit((long) count);
            })
        .toArray();
  }
}
