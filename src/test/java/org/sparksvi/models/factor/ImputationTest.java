package org.sparksvi.models.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.models.mixture.Rows;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Values that are hidden from a factor model, and found again. */
class ImputationTest {
  private static final double SHARE = 0.4;
  private static final double ROUNDING = 1e-9; // of sums of a hundred squares, relative

  /** By the formula of the conditional mean of a Gaussian of two columns. */
  @Test
  void theErrorIsThatOfConditionalMeans() {
    double[][] rows = Rows.faithful();
    FactorModel model = new FactorModel(FactorSettings.of(2, 1), Noise.DIAGONAL);
    DenseBlock block = FactorData.blocks(rows, rows.length).read(0);
    Bundle parameters = FactorData.batch(model, FactorData.blocks(rows, 64), 10).parameters();
    Streams streams = new Streams(7);
    FactorSummary learnt = model.summary(parameters);
    double[] w = learnt.loadings();
    double[] mean = learnt.mean();
    double between = w[0] * w[1];
    double hidden = 0;
    double errors = 0;
    double deviations = 0;
    int both = 0;
    for (int r = 0; r < rows.length; r++) {
      RandomStream stream = streams.stream(Purpose.MASK, block.key(r));
      boolean[] gone = {stream.uniform() < SHARE, stream.uniform() < SHARE};
      both += gone[0] && gone[1] ? 1 : 0;
      for (int d = 0; d < 2; d++) {
        int o = 1 - d;
        double expected =
            gone[o]
                ? mean[d]
                : mean[d] + between / (w[o] * w[o] + learnt.noise()[o]) * (rows[r][o] - mean[o]);
        if (gone[d]) {
          hidden++;
          errors += Math.pow(rows[r][d] - expected, 2);
          deviations += Math.pow(rows[r][d] - mean[d], 2);
        }
      }
    }
    assertTrue(both > 10 && errors < deviations, "the oracle's own rows");

    Contribution sum = score(FactorSettings.of(2, 1).withMasked(SHARE), block, parameters, streams);
    Contribution plain = score(FactorSettings.of(2, 1), block, parameters, streams);

    assertEquals(hidden, sum.get(Term.HELD_OUT_CELLS));
    assertEquals(errors, sum.get(Term.HELD_OUT_SQUARED_ERROR), ROUNDING * errors);
    assertEquals(deviations, sum.get(Term.HELD_OUT_SQUARED_DEVIATION), ROUNDING * deviations);
    assertEquals(
        plain.get(Term.HELD_OUT_LOG_PROBABILITY),
        sum.get(Term.HELD_OUT_LOG_PROBABILITY),
        "densities are of all values");
  }

  private static Contribution score(
      FactorSettings settings, DenseBlock block, Bundle parameters, Streams streams) {
    FactorModel model = new FactorModel(settings, Noise.DIAGONAL);
    LocalStep<DenseBlock> scorer =
        model.scorers(new Round(1, block.weight(), parameters, streams)).create();
    Contribution sum = new Contribution(model.layout());
    scorer.accumulate(block, sum);
    return sum;
  }
}
