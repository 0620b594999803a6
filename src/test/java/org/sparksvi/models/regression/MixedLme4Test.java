package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.laws.Fits;
import org.sparksvi.models.regression.MixedData.Truth;

/**
 * Beside R's lme4 1.1-31 (Debian r-cran-lme4 1.1-31-1, R 4.2.2) on the same rows, which were
 * written to files from here: lmer by REML, glmer by adaptive quadrature of 25 nodes (nAGQ = 25).
 */
class MixedLme4Test {

  /** 85 groups of 1 to 20 rows, whose intercepts vary. */
  static MixedData radonLike() {
    Random noise = new Random(85);
    Truth truth = new Truth(new double[] {-0.6, 0.7, 1.4}, new double[][] {{0.33}});
    return MixedData.drawn(85, 20, truth, 919, (f, u) -> f + 0.75 * noise.nextGaussian());
  }

  /** 100 000 groups of 1 to 9 rows, whose intercepts and slopes vary and go along. */
  static MixedData manyGroups() {
    Random noise = new Random(1);
    Truth truth = new Truth(new double[] {1, -0.5, 2}, new double[][] {{0.9, 0}, {-0.2, 0.4}});
    return MixedData.drawn(100_000, 9, truth, 2, (f, u) -> f + 1.2 * noise.nextGaussian());
  }

  /** 500 groups of 1 to 12 responses of 0 or 1. */
  static MixedData binary() {
    Truth truth = new Truth(new double[] {0.8, -0.5, 0.3}, new double[][] {{1}});
    return MixedData.drawn(500, 12, truth, 3, (f, u) -> u < 1 / (1 + Math.exp(-f)) ? 1 : 0);
  }

  /** 500 groups of 1 to 12 counts. */
  static MixedData counts() {
    Random random = new Random(4);
    Truth truth = new Truth(new double[] {0.3, -0.2, 0.5}, new double[][] {{0.7}});
    return MixedData.drawn(500, 12, truth, 5, (f, u) -> poisson(Math.exp(f), random));
  }

  private static double poisson(double mean, Random random) {
    int count = 0;
    for (double t = -Math.log(random.nextDouble()); t < mean; count++) {
      t -= Math.log(random.nextDouble());
    }
    return count;
  }

  private static MixedRegression model(Likelihood likelihood, int slopes) {
    return new MixedRegression(
        new MixedSettings(
            new RegressionSettings(
                2, likelihood, new FlatPrior(), true, false, Double.POSITIVE_INFINITY),
            MixedData.effects(slopes, new FlatPrior(), 1)));
  }

  private static MixedSummary fitted(MixedRegression model, MixedData data, int rounds) {
    Bundle parameters = Fits.batch(model, data.blocks(512, false), rounds, 1).parameters();
    return model.summary(parameters);
  }

  /** Means within a tenth of the standard errors. */
  private static void assertCoefficients(
      double[] means, double[] errors, double off, double ratio, MixedSummary summary) {
    List<RegressionSummary.Coefficient> all = summary.fixed().coefficients();
    for (int c = 0; c < means.length; c++) {
      assertEquals(means[c], all.get(c).mean(), off * errors[c], "mean " + c);
      assertEquals(errors[c], all.get(c).deviation(), ratio * errors[c], "deviation " + c);
    }
  }

  @Test
  void interceptsOfFewGroups() {
    MixedSummary summary =
        fitted(model(new Normal(NoisePrior.half(new FlatPrior())), 0), radonLike(), 15);
    assertCoefficients(
        new double[] {-0.5953626201, 0.7200084703, 1.3090143393},
        new double[] {0.02647897505, 0.02717096598, 0.08655199171},
        0.001,
        0.005,
        summary);
    // flat in σ here, in log σ there: 1 in 859 rows
    assertEquals(0.3040816609, summary.deviations().get(0).value(), 0.002 * 0.304);
    assertEquals(0.7495228843, summary.fixed().noise().orElseThrow().mean(), 0.002 * 0.75);
  }

  /** lmer(weight ~ days + (1 + days | chick)) on datasets/chickweight. */
  @Test
  void chicks() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("datasets/chickweight/chickweight.csv"));
    List<String> names = new ArrayList<>();
    int rows = lines.size() - 1;
    double[][] x = new double[rows][1];
    double[] y = new double[rows];
    int[] group = new int[rows];
    double[] ones = new double[rows];
    for (int r = 0; r < rows; r++) {
      String[] cells = lines.get(r + 1).split(",", -1);
      if (!names.contains(cells[0])) {
        names.add(cells[0]);
      }
      group[r] = names.indexOf(cells[0]);
      x[r][0] = Double.parseDouble(cells[2]);
      y[r] = Double.parseDouble(cells[3]);
      ones[r] = 1;
    }
    MixedRegression model =
        new MixedRegression(
            new MixedSettings(
                new RegressionSettings(
                    1,
                    new Normal(NoisePrior.half(new FlatPrior())),
                    new FlatPrior(),
                    true,
                    false,
                    Double.POSITIVE_INFINITY),
                MixedData.effects(1, new FlatPrior(), 1)));
    MixedSummary summary = fitted(model, new MixedData(x, y, group, new double[rows], ones), 40);
    assertCoefficients(
        new double[] {8.45305151, 29.17800056},
        new double[] {0.5408300931, 1.9572766040},
        0.02,
        0.02,
        summary);
    assertEquals(11.8548591442, summary.deviations().get(0).value(), 0.01 * 11.85);
    assertEquals(3.7608161194, summary.deviations().get(1).value(), 0.01 * 3.76);
    assertEquals(-0.9508034506, summary.correlations().get(0).estimate().value(), 0.01);
    assertEquals(12.7869217694, summary.fixed().noise().orElseThrow().mean(), 0.01 * 12.79);
  }

  /** lmer took 10.6 s and warned that it may not have converged. */
  @Test
  @Tag("thorough")
  void slopesOfManyGroups() {
    MixedSummary summary =
        fitted(model(new Normal(NoisePrior.half(new FlatPrior())), 1), manyGroups(), 10);
    assertEquals(100_000, summary.groups());
    assertCoefficients(
        new double[] {1.001892942, -0.498284345, 1.989824647},
        new double[] {0.002497478443, 0.001880473839, 0.006457057679},
        0.001,
        0.001,
        summary);
    assertEquals(0.8990717318, summary.deviations().get(0).value(), 0.001 * 0.9);
    assertEquals(0.4514422595, summary.deviations().get(1).value(), 0.001 * 0.45);
    assertEquals(-0.4531809995, summary.correlations().get(0).estimate().value(), 0.001);
    assertEquals(1.1991533026, summary.fixed().noise().orElseThrow().mean(), 0.001 * 1.2);
  }

  /** Deviations there have the uncertainty of the spread in them as well: seen are 4 % less. */
  @Test
  void binaryResponses() {
    MixedSummary summary = fitted(model(new Logistic(), 0), binary(), 30);
    assertCoefficients(
        new double[] {0.8069181083, -0.4610769783, 0.3166783847},
        new double[] {0.05266604695, 0.04828871278, 0.15038799551},
        0.05,
        0.05,
        summary);
    assertEquals(1.116553921, summary.deviations().get(0).value(), 0.01 * 1.117);
  }

  @Test
  void countedResponses() {
    MixedSummary summary = fitted(model(new Poisson(), 0), counts(), 30);
    assertCoefficients(
        new double[] {0.3054577541, -0.2078517894, 0.5292399088},
        new double[] {0.01133018059, 0.01107615472, 0.04767508746},
        0.01,
        0.01,
        summary);
    assertEquals(0.7158077173, summary.deviations().get(0).value(), 0.005 * 0.716);
  }
}
