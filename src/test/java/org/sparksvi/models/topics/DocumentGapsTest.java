package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.laws.Oracle.digamma;
import static org.sparksvi.laws.Oracle.logBeta;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.laws.Gaps;
import org.sparksvi.model.Gap;

/** log p(w | β, α) of documents, beside sums over all assignments of their tokens. */
class DocumentGapsTest {
  private static final int CORPORA = 200;

  /** Of 200 normal errors, 0.54 are expected beyond three deviations; more than 2 are so in 2 %. */
  private static final int BEYOND = 2;

  private record Case(TopicsModel model, Bundle parameters, Corpus corpus) {

    static Case of(int seed) {
      Random random = new Random(seed);
      int topics = 2 + random.nextInt(2);
      double[] lambda = random.doubles(4L * topics).map(u -> 0.05 + 5 * u * u * u).toArray();
      double alpha = 0.2 + random.nextDouble();
      TopicsModel model = new TopicsModel(Corpus.settings(topics, 4, alpha, 0.1, Kernel.SCALAR));
      double[][] counts = new double[3][4];
      for (double[] document : counts) {
        for (int t = 0; t < 6; t++) {
          document[random.nextInt(4)]++;
        }
      }
      return new Case(model, Corpus.parameters(model, lambda), new Corpus(counts));
    }

    /** Words at odd places are one half, the others the other half. */
    CompletionBlock halves() {
      return new CompletionBlock(half(0), half(1));
    }

    private CountBlock half(int side) {
      List<DataRow> rows =
          IntStream.range(0, corpus.counts().length)
              .mapToObj(
                  d -> {
                    double[] all = corpus.counts()[d];
                    int[] words =
                        IntStream.range(0, all.length)
                            .filter(w -> w % 2 == side && all[w] > 0)
                            .toArray();
                    double[] some = Arrays.stream(words).mapToDouble(w -> all[w]).toArray();
                    return DataRow.counts(d, words, some);
                  })
              .toList();
      return CountBlock.of(0, corpus.words(), rows);
    }

    double beta(int word, int topic) {
      int topics = model.settings().topics();
      double[] lambda = parameters.copyOf(TopicsModel.TOPICS);
      double total = 0;
      for (int i = topic; i < lambda.length; i += topics) {
        total += lambda[i];
      }
      return lambda[word * topics + topic] / total;
    }

    /** log Σ_z Π β_{z w} B(α + n) / B(α). */
    double logEvidence() {
      double sum = 0;
      for (double[] document : corpus.counts()) {
        int[] tokens =
            IntStream.range(0, document.length)
                .flatMap(w -> IntStream.generate(() -> w).limit((long) document[w]))
                .toArray();
        double[] counts = model.alpha(parameters);
        sum += Math.log(assigned(tokens, 0, counts, 1)) - logBeta(model.alpha(parameters));
      }
      return sum;
    }

    private double assigned(int[] tokens, int at, double[] counts, double product) {
      if (at == tokens.length) {
        return product * Math.exp(logBeta(counts));
      }
      double sum = 0;
      for (int k = 0; k < counts.length; k++) {
        counts[k]++;
        sum += assigned(tokens, at + 1, counts, product * beta(tokens[at], k));
        counts[k]--;
      }
      return sum;
    }

    /** Σ_w c_w Σ_k φ (E log θ_k + log β − log φ) − KL(Dir(γ) || Dir(α)), term by term. */
    double elbo() {
      double[] alpha = model.alpha(parameters);
      double[][] gammas = corpus.gammas(model, parameters);
      double sum = 0;
      for (int d = 0; d < gammas.length; d++) {
        double[] gamma = gammas[d];
        double ofTotal = digamma(Arrays.stream(gamma).sum());
        sum += logBeta(gamma) - logBeta(alpha);
        for (int k = 0; k < gamma.length; k++) {
          sum += (alpha[k] - gamma[k]) * (digamma(gamma[k]) - ofTotal);
        }
        for (int w = 0; w < corpus.words(); w++) {
          double[] phi = new double[gamma.length];
          for (int k = 0; k < phi.length; k++) {
            phi[k] = Math.exp(digamma(gamma[k]) - ofTotal) * beta(w, k);
          }
          double norm = Arrays.stream(phi).sum();
          for (int k = 0; k < phi.length; k++) {
            double share = phi[k] / norm;
            double log = digamma(gamma[k]) - ofTotal + Math.log(beta(w, k)) - Math.log(share);
            sum += corpus.counts()[d][w] * share * log;
          }
        }
      }
      return sum;
    }
  }

  @Test
  void theGapIsThatOfEnumerationWithinThreeStandardErrors() {
    int beyond = 0;
    double squares = 0;
    for (int seed = 0; seed < CORPORA; seed++) {
      Case tiny = Case.of(seed);
      Gap gap = Gaps.of(tiny.model(), tiny.parameters(), tiny.halves(), 1, seed);
      double exact = tiny.logEvidence() - tiny.elbo();
      double off = (gap.divergence() - exact) / gap.standardError();
      beyond += Math.abs(off) > 3 ? 1 : 0;
      squares += off * off / CORPORA;
      assertEquals(tiny.elbo(), gap.elbo(), 1e-6 * Math.abs(gap.elbo())); // γ fitted to 1e-14
      assertEquals(3, gap.rows());
      assertEquals(0, gap.unreliable());
      assertTrue(exact > 0 && gap.standardError() < 3 * DocumentGaps.ERROR, "seed " + seed);
    }
    assertTrue(beyond <= BEYOND, beyond + " of " + CORPORA + " are beyond three errors");
    // χ² of 200 over 200: 0.7 to 1.3 by three deviations; errors are estimated by 16 numbers each
    assertTrue(squares > 0.6 && squares < 1.6, "mean square " + squares);
  }

  @Test
  void oneTopicIsExact() {
    TopicsModel model = new TopicsModel(Corpus.settings(1, 4, 0.5, 0.1, Kernel.SCALAR));
    Case one =
        new Case(
            model,
            Corpus.parameters(model, new double[] {1, 2, 3, 4}),
            Corpus.of(new double[] {3, 0, 2, 1}));
    Gap gap = Gaps.of(model, one.parameters(), one.halves(), 1, 1);

    assertEquals(one.logEvidence(), gap.logEvidence(), 1e-12);
    assertEquals(0, gap.divergence(), 1e-9);
    assertEquals(0, gap.standardError());
  }

  @Test
  void countsMustBeWhole() {
    TopicsModel model = new TopicsModel(Corpus.settings(2, 4, 0.5, 0.1, Kernel.SCALAR));
    Bundle parameters = Corpus.parameters(model, Corpus.randomLambda(4, 2, 1));
    Case half = new Case(model, parameters, Corpus.of(new double[] {0.5, 0, 2, 1}));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Gaps.of(model, parameters, half.halves(), 1, 1));
    assertEquals(
        "counts must be whole where the evidence of documents is estimated, but the document with key 0 has 0.5",
        refusal.getMessage());
  }
}
