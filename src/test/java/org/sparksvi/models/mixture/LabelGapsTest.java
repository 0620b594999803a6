package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Gaps;
import org.sparksvi.laws.Oracle;
import org.sparksvi.model.Gap;

/** The gap of labels, by sums over the components written out. */
class LabelGapsTest {
  private static final double[][] COUNTS = {
    {4, 1, 0}, {3, 0, 1}, {0, 2, 3}, {1, 1, 4}, {2, 2, 2}, {5, 0, 0}
  };
  private static final double ALPHA = 0.8;
  private static final double ETA = 0.6;

  private static MemoryBlocks<CountBlock> blocks() {
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < COUNTS.length; r++) {
      double[] row = COUNTS[r];
      int[] words = IntStream.range(0, 3).filter(w -> row[w] > 0).toArray();
      rows.add(DataRow.counts(r, words, Arrays.stream(words).mapToDouble(w -> row[w]).toArray()));
    }
    return MemoryBlocks.pack(CountBlock::of, 3, rows, 4);
  }

  /** q(z) by expected logs of Dirichlets, the exact one by their means. */
  @Test
  void labelsOfPosteriorsAreNotThoseOfPredictions() {
    MixtureModel<CountBlock> model =
        new MixtureModel<>(
            Mixing.dirichlet(ALPHA),
            new CountComponents(2, 3, CountFamily.MULTINOMIAL, ReadOutForm.POSTERIOR, ETA));
    Bundle at = Fits.batch(model, blocks(), 6, 1).parameters();
    double[] counts = at.copyOf(MixtureModel.COUNTS);
    double[] sums = at.copyOf(CountComponents.SUMS);
    double elbo = 0;
    double evidence = 0;
    for (double[] row : COUNTS) {
      double[] fitted = new double[2];
      double[] exact = new double[2];
      double total = Arrays.stream(counts).sum() + 2 * ALPHA;
      for (int k = 0; k < 2; k++) {
        double weight = counts[k] + ALPHA;
        fitted[k] = Oracle.digamma(weight) - Oracle.digamma(total);
        exact[k] = Math.log(weight / total) + coefficient(row);
        double words = 3 * ETA + sums[k] + sums[2 + k] + sums[4 + k];
        for (int w = 0; w < 3; w++) {
          double word = ETA + sums[2 * w + k];
          fitted[k] += row[w] * (Oracle.digamma(word) - Oracle.digamma(words));
          exact[k] += row[w] * Math.log(word / words);
        }
      }
      double norm = Math.log(Math.exp(fitted[0]) + Math.exp(fitted[1]));
      evidence += Math.log(Math.exp(exact[0]) + Math.exp(exact[1]));
      for (int k = 0; k < 2; k++) {
        double log = fitted[k] - norm;
        elbo += Math.exp(log) * (exact[k] - log);
      }
    }

    Gap gap = Gaps.of(model, at, blocks(), 1, 1);

    assertTrue(evidence - elbo > 1e-3, "there is a gap");
    assertEquals(evidence, gap.logEvidence(), 1e-9 * Math.abs(evidence));
    assertEquals(elbo, gap.elbo(), 1e-9 * Math.abs(elbo));
    assertEquals(COUNTS.length, gap.rows());
    assertEquals(0, gap.standardError());
  }

  /** log (n! / Π x_w!). */
  private static double coefficient(double[] row) {
    double sum = Oracle.logGamma(1 + Arrays.stream(row).sum());
    for (double count : row) {
      sum -= Oracle.logGamma(1 + count);
    }
    return sum;
  }

  /** Given π, μ and Σ, q(z) is exact. */
  @Test
  void thePosteriorOfEstimatesIsExact() {
    MixtureModel<DenseBlock> model = GaussianLikelihoodTest.model(3, 4, Covariance.FULL);
    MemoryBlocks<DenseBlock> iris = Rows.blocks(Rows.iris(), 64);
    Bundle at = Fits.batch(model, iris, 5, 1).parameters();

    Gap gap = Gaps.of(model, at, iris, 1, 1);

    assertEquals(0, gap.divergence(), 1e-10);
    assertEquals(Fits.elbo(model, iris, at), gap.elbo(), 1e-8);
  }
}
