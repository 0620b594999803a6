package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.models.regression.MixedCases.data;
import static org.sparksvi.models.regression.MixedCases.drawn;
import static org.sparksvi.models.regression.MixedCases.fitted;
import static org.sparksvi.models.regression.MixedCases.model;
import static org.sparksvi.models.regression.MixedCases.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Oracle;
import org.sparksvi.model.Continued;
import org.sparksvi.models.regression.MixedData.Truth;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** What holds of every likelihood, and what needs no closed form. */
class MixedModelTest {
  /** Of sums of hundreds of rows. */
  private static final double ROUNDING = 1e-8;

  private static final int STEPS = 400; // of an effect, over 8 deviations to either side

  static Stream<Likelihood> likelihoods() {
    return Stream.of(
        new Normal(NoisePrior.gamma(0.5, 0.5)),
        new Logistic(),
        new Poisson(),
        new NegativeBinomial());
  }

  /** The bound, whose derivatives are known by nothing but differences. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void theBoundIsHighestAtTheSpread(Likelihood likelihood) {
    MixedRegression model = model(likelihood);
    MemoryBlocks<GroupedBlock> blocks = data(likelihood).blocks(32, false);
    Bundle at = fitted(model, blocks);
    double[] packed = at.copyOf(MixedRegression.EFFECTS);
    double best = Fits.elbo(model, blocks, at);
    double step = 1e-3;
    for (int i = 0; i < packed.length; i++) {
      double[] both = new double[2];
      for (int side = 0; side < 2; side++) {
        double[] moved = packed.clone();
        moved[i] += (side == 0 ? 1 : -1) * step;
        Bundle there = at.copy();
        there.set(MixedRegression.EFFECTS, moved);
        both[side] = Fits.elbo(model, blocks, there);
      }
      double slope = (both[0] - both[1]) / (2 * step);
      double curvature = (2 * best - both[0] - both[1]) / (step * step);
      assertTrue(curvature > 0);
      // in deviations; the third derivative times the step's square
      assertEquals(0, slope / Math.sqrt(curvature), 1e-4, likelihood + ", element " + i);
    }
  }

  /** Coefficients as well: natural parameters are moved, which are less than the sums' rounding. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void theBoundIsHighestAtTheCoefficients(Likelihood likelihood) {
    MixedRegression model = model(likelihood);
    MemoryBlocks<GroupedBlock> blocks = data(likelihood).blocks(32, false);
    Bundle at = fitted(model, blocks);
    for (String field : List.of(Regression.NATURAL, Regression.PRECISION)) {
      double[] values = at.copyOf(field);
      double best = Fits.elbo(model, blocks, at);
      for (int i = 0; i < values.length; i++) {
        double step = 0.005 * Math.max(Math.abs(values[i]), 1);
        double[] both = new double[2];
        for (int side = 0; side < 2; side++) {
          double[] moved = values.clone();
          moved[i] += (side == 0 ? 1 : -1) * step;
          Bundle there = at.copy();
          there.set(field, moved);
          both[side] = Fits.elbo(model, blocks, there);
          assertTrue(both[side] < best + ROUNDING, () -> field + ": a higher bound");
        }
        double curvature = (2 * best - both[0] - both[1]) / (step * step);
        double slope = (both[0] - both[1]) / (2 * step);
        assertTrue(curvature > 0);
        assertEquals(0, slope / Math.sqrt(curvature), 5e-4, likelihood + ", " + field + " " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void blocksSparsityAndThreadsChangeNothing(Likelihood likelihood) {
    MixedRegression model = model(likelihood);
    MixedData data = data(likelihood);
    Bundle one = fitted(model, data.blocks(32, false));
    for (MemoryBlocks<GroupedBlock> other :
        List.of(data.blocks(1, false), data.blocks(999, false))) {
      assertSame(model, one, fitted(model, other));
    }
    Rules rules = Rules.all(new Constant(1));
    MemoryBlocks<GroupedBlock> blocks = data.blocks(32, false);
    Bundle threads = Fits.run(model, blocks, blocks.count(), 60, 1, rules, 3).parameters();
    for (String field : List.of(Regression.NATURAL, MixedRegression.EFFECTS)) {
      assertArrayEquals(one.copyOf(field), threads.copyOf(field));
    }
  }

  private static void assertSame(MixedRegression model, Bundle one, Bundle other) {
    MixedSummary expected = model.summary(one);
    MixedSummary actual = model.summary(other);
    for (int c = 0; c < 3; c++) {
      RegressionSummary.Coefficient coefficient = expected.fixed().coefficients().get(c);
      double tolerance = ROUNDING * coefficient.deviation();
      assertEquals(coefficient.mean(), actual.fixed().coefficients().get(c).mean(), tolerance);
      assertEquals(
          coefficient.deviation(), actual.fixed().coefficients().get(c).deviation(), tolerance);
    }
    for (int i = 0; i < 2; i++) {
      double deviation = expected.deviations().get(i).value();
      assertEquals(deviation, actual.deviations().get(i).value(), ROUNDING * deviation);
    }
    double evidence = expected.evidence().orElseThrow();
    assertEquals(evidence, actual.evidence().orElseThrow(), ROUNDING * Math.abs(evidence));
  }

  /** Columns that are not centred have effects at 0, whatever block they are in. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void sparseRowsAreDenseOnesThatAreNotCentred(Likelihood likelihood) {
    MixedSettings settings = model(likelihood).settings();
    RegressionSettings fixed =
        new RegressionSettings(
            2, likelihood, new FlatPrior(), true, true, Double.POSITIVE_INFINITY);
    RandomEffects random = new RandomEffects(settings.random().terms(), new FlatPrior(), 1);
    MixedRegression model = new MixedRegression(new MixedSettings(fixed, random));
    MixedData data = data(likelihood);
    MixedSummary dense = model.summary(fitted(model, data.blocks(32, false)));
    MixedSummary sparse = model.summary(fitted(model, data.blocks(32, true)));
    for (int i = 0; i < 2; i++) {
      double deviation = dense.deviations().get(i).value();
      assertEquals(deviation, sparse.deviations().get(i).value(), 1e-6 * deviation);
      RegressionSummary.Coefficient coefficient = dense.fixed().coefficients().get(i);
      assertEquals(
          coefficient.mean(),
          sparse.fixed().coefficients().get(i).mean(),
          1e-6 * coefficient.deviation());
    }
  }

  /** A row of weight 2 is two rows. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void weightsCountRows(Likelihood likelihood) {
    MixedData data = data(likelihood);
    List<double[]> x = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    double[] weights = new double[data.rows()];
    for (int r = 0; r < data.rows(); r++) {
      weights[r] = 1 + r % 2;
      for (int w = 0; w < weights[r]; w++) {
        x.add(data.x()[r]);
        from.add(r);
      }
    }
    MixedData weighted = new MixedData(data.x(), data.y(), data.group(), data.offsets(), weights);
    double[] ones = new double[from.size()];
    Arrays.fill(ones, 1);
    MixedData repeated =
        new MixedData(
            x.toArray(double[][]::new),
            from.stream().mapToDouble(r -> data.y()[r]).toArray(),
            from.stream().mapToInt(r -> data.group()[r]).toArray(),
            new double[from.size()],
            ones);
    MixedRegression model = model(likelihood);
    Bundle one = fitted(model, weighted.blocks(32, false));
    Bundle other = fitted(model, repeated.blocks(32, false));
    assertSame(model, one, other);
    assertEquals(
        score(model, one, weighted), score(model, other, repeated), ROUNDING * data.rows());
  }

  /** A day after another: with normal noise near to both at once. */
  @Test
  @Tag("thorough")
  void twoDaysAreNearBothAtOnce() {
    Likelihood likelihood = new Normal(NoisePrior.gamma(0.5, 0.5));
    MixedRegression model = model(likelihood);
    List<GroupedBlock> all = data(likelihood, 400).blocks(128, false).blocks();
    int half = all.size() / 2;
    Bundle first = fitted(model, new MemoryBlocks<>(all.subList(0, half)));
    List<GroupedBlock> rest = new ArrayList<>();
    for (GroupedBlock block : all.subList(half, all.size())) {
      LabelledBlock members = block.members();
      rest.add(
          new GroupedBlock(
              new LabelledBlock(
                  rest.size(), members.columns(), members.sides(), members.dense().orElseThrow())));
    }
    Continued<GroupedBlock, GroupedBlock, MixedRegression> second = new Continued<>(model, first);
    Bundle days = second.whole(Fits.batch(second, new MemoryBlocks<>(rest), 25, 1).parameters());
    Bundle once = fitted(model, new MemoryBlocks<>(all));
    MixedSummary expected = model.summary(once);
    MixedSummary actual = model.summary(days);
    assertEquals(expected.groups(), actual.groups());
    for (int c = 0; c < 3; c++) {
      RegressionSummary.Coefficient there = expected.fixed().coefficients().get(c);
      RegressionSummary.Coefficient here = actual.fixed().coefficients().get(c);
      assertEquals(there.mean(), here.mean(), 0.3 * there.deviation(), likelihood + " " + c);
      assertEquals(there.deviation(), here.deviation(), 0.1 * there.deviation());
    }
    for (int i = 0; i < 2; i++) {
      double deviation = expected.deviations().get(i).value();
      assertEquals(deviation, actual.deviations().get(i).value(), 0.1 * deviation);
    }
  }

  /** Of one coefficient and intercepts, by sums over grids of both: seen are .15 and .42 nats. */
  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("discrete")
  void theBoundIsBelowTheEvidenceByQuadrature(Likelihood likelihood, double gap) {
    MixedData data =
        MixedData.drawn(
            40,
            12,
            new Truth(new double[] {0.4, -0.5}, new double[][] {{1.2}}),
            9,
            (f, u) -> drawn(likelihood, f, u, new Random((long) (u * 1e9))));
    MixedRegression model =
        new MixedRegression(
            new MixedSettings(
                new RegressionSettings(1, likelihood, new NormalPrior(2), false, false, 0),
                MixedData.effects(0, new StudentPrior(3, 2), 1)));
    MemoryBlocks<GroupedBlock> blocks = data.blocks(32, false);
    Bundle at = fitted(model, blocks);
    RegressionSummary.Coefficient b = model.summary(at).fixed().coefficients().get(0);
    double spread = at.values(MixedRegression.EFFECTS)[0];
    int steps = 60;
    double width = 8 * b.deviation() / steps;
    double[] logs = new double[2 * steps + 1];
    for (int i = 0; i < logs.length; i++) {
      double beta = b.mean() + (i - steps) * width;
      double prior = -0.5 * (Math.log(2 * Math.PI * 4) + beta * beta / 4);
      logs[i] = prior + logLikelihood(likelihood, data, beta, spread) + Math.log(width);
    }
    double most = Arrays.stream(logs).max().orElseThrow();
    double total = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < logs.length; i++) {
      double share = Math.exp(logs[i] - most);
      double beta = (i - steps) * width;
      total += share;
      first += share * beta;
      second += share * beta * beta;
    }
    double evidence = most + Math.log(total) + model.posterior(at).spread().logPrior();
    double bound = model.summary(at).evidence().orElseThrow();
    assertTrue(bound <= evidence + 1e-9, bound + " of " + evidence);
    assertEquals(evidence, bound, gap);
    double mean = first / total;
    assertEquals(0, mean, 0.02 * b.deviation()); // seen are .005
    assertEquals(Math.sqrt(second / total - mean * mean), b.deviation(), 0.02 * b.deviation());
  }

  static Stream<Arguments> discrete() {
    return Stream.of(Arguments.of(new Logistic(), 0.2), Arguments.of(new Poisson(), 0.5));
  }

  private static double logLikelihood(
      Likelihood likelihood, MixedData data, double beta, double spread) {
    double sum = 0;
    for (int from = 0, to; from < data.rows(); from = to) {
      to = from;
      double[] logs = new double[2 * STEPS + 1];
      double width = 8.0 / STEPS;
      for (int i = 0; i < logs.length; i++) {
        double v = (i - STEPS) * width;
        logs[i] = Math.log(width) - 0.5 * (Math.log(2 * Math.PI) + v * v);
      }
      while (to < data.rows() && data.group()[to] == data.group()[from]) {
        for (int i = 0; i < logs.length; i++) {
          double f = beta * data.x()[to][0] + spread * (i - STEPS) * width;
          logs[i] += log(likelihood, data.y()[to], f);
        }
        to++;
      }
      double most = Arrays.stream(logs).max().orElseThrow();
      sum += most + Math.log(Arrays.stream(logs).map(l -> Math.exp(l - most)).sum());
    }
    return sum;
  }

  private static double log(Likelihood likelihood, double y, double f) {
    return likelihood instanceof Logistic
        ? y * f - Math.log1p(Math.exp(f))
        : y * f - Math.exp(f) - Oracle.logGamma(y + 1);
  }

  /**
   * Slopes of years: at first their effects are worth hundreds, of whose exponential there is none.
   */
  @Test
  void effectsThatAreFarTooVagueAtFirstAreFound() {
    int groups = 40;
    int each = 6;
    double[][] x = new double[groups * each][1];
    double[] y = new double[groups * each];
    int[] group = new int[groups * each];
    Random random = new Random(5);
    for (int r = 0; r < y.length; r++) {
      group[r] = r / each;
      x[r][0] = 2000 + random.nextInt(10);
      y[r] = drawn(new Poisson(), 0.5 + 0.1 * (x[r][0] - 2005), 0, random);
    }
    double[] ones = new double[y.length];
    Arrays.fill(ones, 1);
    MixedData data = new MixedData(x, y, group, new double[y.length], ones);
    MixedRegression model =
        new MixedRegression(
            new MixedSettings(
                new RegressionSettings(1, new Poisson(), new NormalPrior(2), true, true, 3),
                new RandomEffects(
                    List.of(new RandomEffects.Term(List.of(0), true)), new StudentPrior(3, 2), 1)));
    MemoryBlocks<GroupedBlock> blocks = data.blocks(32, false);

    double first = Fits.elbo(model, blocks, Fits.batch(model, blocks, 1, 1).parameters());
    double last = Fits.elbo(model, blocks, fitted(model, blocks));

    assertTrue(Double.isFinite(first) && last > first, first + ", " + last);
  }
}
