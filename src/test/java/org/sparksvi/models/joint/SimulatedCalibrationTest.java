package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.models.joint.Densities.bernoulliLogit;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.normal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;

/**
 * Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman, 2018): parameters
 * are drawn from the prior and rows from them, and the place of each parameter among draws of the
 * posterior of its rows is counted. Where q is the posterior all places are alike; where it is not,
 * the direction and the size of what is wrong are printed.
 */
class SimulatedCalibrationTest {
  private static final int REPLICATES = 500;
  private static final int DRAWS = 99;
  private static final int BINS = 20; // of the places 0 to 99
  private static final int ROWS = 20;
  private static final int PARAMETERS = 2;

  /** Chance that the test of one parameter fails where all places are alike. */
  private static final double CHANCE = 1e-4;

  private static final String[] COLUMNS = {"x", "y"};

  /** Draws a row's response of its predictor. */
  @FunctionalInterface
  private interface Response {
    double draw(double[] parameters, double x, Random random);
  }

  /**
   * A model of two parameters.
   *
   * @param centre of the predictor: away from 0, intercept and slope go together
   * @param isExact whether q is the posterior
   * @param isScale whether the second parameter is positive, the half of a standard normal number
   */
  private record Case(
      String name,
      LogJoint model,
      Posterior posterior,
      double centre,
      boolean isExact,
      boolean isScale,
      Response response) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    LogJoint line =
        s -> {
          Value intercept = s.real("intercept", normal(0, 1));
          Value slope = s.real("slope", normal(0, 1));
          return s.observe("y", normal(s.column("x").times(slope).plus(intercept), 1));
        };
    LogJoint odds =
        s -> {
          Value intercept = s.real("intercept", normal(0, 1));
          Value slope = s.real("slope", normal(0, 1));
          return s.observe("y", bernoulliLogit(s.column("x").times(slope).plus(intercept)));
        };
    LogJoint spread =
        s -> {
          Value mean = s.real("mean", normal(0, 1));
          return s.observe("y", normal(mean, s.positive("spread", halfNormal(1))));
        };
    Response onLine = (b, x, random) -> b[0] + b[1] * x + random.nextGaussian();
    Response coin = (b, x, random) -> odds(b[0] + b[1] * x) > random.nextDouble() ? 1 : 0;
    Response around = (b, x, random) -> b[0] + b[1] * random.nextGaussian();
    return Stream.of(
        new Case("line, full rank", line, Posterior.FULL_RANK, 1, true, false, onLine),
        new Case("line, mean field", line, Posterior.MEAN_FIELD, 1, false, false, onLine),
        new Case("logistic, full rank", odds, Posterior.FULL_RANK, 0, false, false, coin),
        new Case("mean and spread, full rank", spread, Posterior.FULL_RANK, 0, false, true, around),
        new Case(
            "mean and spread, mean field", spread, Posterior.MEAN_FIELD, 0, false, true, around));
  }

  private static double odds(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void placesAmongDrawsOfThePosterior(Case of) {
    JointSettings settings =
        new JointSettings(List.of(COLUMNS), of.posterior(), 1, Method.DETERMINISTIC, 20, 0.1);
    JointModel<DenseBlock> model = new JointModel<>(of.model(), settings);
    Random random = new Random(23);
    double[][] places = new double[PARAMETERS][REPLICATES];
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      double[] truth = {random.nextGaussian(), random.nextGaussian()};
      if (of.isScale()) {
        truth[1] = Math.abs(truth[1]);
      }
      Blocks<DenseBlock> rows = new MemoryBlocks<>(List.of(rows(of, truth, random)));
      Gaussian q = model.q(JointFits.quasiNewton(model, rows, replicate).state().parameters());
      if (of.isScale()) {
        truth[1] = Math.log(truth[1]);
      }
      for (int draw = 0; draw < DRAWS; draw++) {
        double[] drawn = q.draw(new double[] {random.nextGaussian(), random.nextGaussian()});
        for (int p = 0; p < PARAMETERS; p++) {
          places[p][replicate] += drawn[p] < truth[p] ? 1 : 0;
        }
      }
    }
    for (int p = 0; p < PARAMETERS; p++) {
      double chance = chance(places[p]);
      System.out.printf(
          Locale.ROOT,
          "%s, parameter %d: posterior mean off by %+.3f places of 1, spread of places %.3f of an even one, chance %.2g%n",
          of,
          p,
          0.5 - mean(places[p]),
          Math.sqrt(variance(places[p]) * 12),
          chance);
      if (of.isExact()) {
        assertTrue(chance > CHANCE, of + ": " + chance);
      }
    }
  }

  private static DenseBlock rows(Case of, double[] truth, Random random) {
    double[] values = new double[2 * ROWS];
    double[] weights = new double[ROWS];
    Arrays.fill(weights, 1);
    long[] keys = new long[ROWS];
    for (int r = 0; r < ROWS; r++) {
      values[2 * r] = of.centre() + random.nextGaussian();
      values[2 * r + 1] = of.response().draw(truth, values[2 * r], random);
      keys[r] = r;
    }
    return new DenseBlock(0, 2, keys, weights, values);
  }

  private static double share(double place) {
    return (place + 0.5) / (DRAWS + 1);
  }

  private static double mean(double[] places) {
    double sum = 0;
    for (double place : places) {
      sum += share(place);
    }
    return sum / places.length;
  }

  private static double variance(double[] places) {
    double sum = 0;
    for (double place : places) {
      sum += (share(place) - 0.5) * (share(place) - 0.5);
    }
    return sum / places.length;
  }

  /** Of counts as uneven as these, or more. */
  private static double chance(double[] places) {
    double[] counts = new double[BINS];
    for (double place : places) {
      counts[(int) (place * BINS / (DRAWS + 1))]++;
    }
    double even = places.length / (double) BINS;
    double statistic = 0;
    for (double count : counts) {
      statistic += (count - even) * (count - even) / even;
    }
    return 1 - new ChiSquaredDistribution(null, BINS - 1).cumulativeProbability(statistic);
  }
}
