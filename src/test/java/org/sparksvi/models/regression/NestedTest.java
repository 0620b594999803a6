package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.models.regression.CrossedData.Response;
import org.sparksvi.models.regression.MixedData.Truth;

/**
 * Parts within groups, such as classes within schools: as a factor with a level for each part of
 * each group, whose effects are coefficients, is one Gaussian over all of them, too.
 */
class NestedTest {
  private static final double[] COEFFICIENTS = {0.8, -0.5, 0.3};

  /**
   * Rows of parts.
   *
   * @param crossed with a column for each part of each group
   * @param parts numbers that are the same in all groups
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Nested(MixedData data, CrossedData crossed, int[] parts) {
    static Nested drawn(int groups, int most, double ofParts, long seed, Response response) {
      Truth truth = new Truth(COEFFICIENTS, new double[][] {{0.7}});
      MixedData base = MixedData.drawn(groups, most, truth, seed, (f, u) -> f);
      int[] parts = base.dealt(seed + 1);
      Random random = new Random(seed + 2);
      Map<Long, Integer> levels = new LinkedHashMap<>();
      Map<Long, Double> effects = new LinkedHashMap<>();
      int[] item = new int[base.rows()];
      double[] y = new double[base.rows()];
      for (int r = 0; r < base.rows(); r++) {
        long part = 100L * base.group()[r] + parts[r];
        levels.putIfAbsent(part, levels.size());
        item[r] = levels.get(part);
        effects.computeIfAbsent(part, p -> ofParts * random.nextGaussian());
        y[r] = response.draw(base.y()[r] + effects.get(part), random);
      }
      int features = base.columns();
      double[][] x = new double[base.rows()][features + levels.size()];
      for (int r = 0; r < base.rows(); r++) {
        System.arraycopy(base.x()[r], 0, x[r], 0, features);
        x[r][features + item[r]] = 1;
      }
      return new Nested(
          new MixedData(base.x(), y, base.group(), base.offsets(), base.weights()),
          new CrossedData(
              new MixedData(x, y, base.group(), base.offsets(), base.weights()),
              features,
              item,
              levels.size()),
          parts);
    }

    /** The rows of each group in the opposite order, in blocks of a group. */
    MemoryBlocks<GroupedBlock> turned() {
      int n = data.rows();
      int[] from = IntStream.range(0, n).map(r -> n - 1 - r).toArray();
      return new MixedData(
              Arrays.stream(from).mapToObj(r -> data.x()[r]).toArray(double[][]::new),
              Arrays.stream(from).mapToDouble(r -> data.y()[r]).toArray(),
              Arrays.stream(from).map(r -> data.group()[r]).toArray(),
              data.offsets(),
              data.weights())
          .blocks(1, false, Arrays.stream(from).map(r -> parts[r]).toArray());
    }

    MixedRegression model(Likelihood likelihood, Prior usual, double intercept, Prior deviation) {
      return new MixedRegression(
          new MixedSettings(
              new RegressionSettings(
                  data.columns(), likelihood, usual, true, usual.isProper(), intercept),
              MixedData.inParts(MixedData.effects(0, deviation, 1))));
    }
  }

  static Stream<Arguments> likelihoods() {
    Response binary = (f, random) -> random.nextDouble() < 1 / (1 + Math.exp(-f)) ? 1 : 0;
    Response count =
        (f, random) -> {
          double left = Math.exp(0.5 * f) - random.nextDouble();
          return left > 0 ? Math.floor(4 * left) : 0;
        };
    return Stream.of(
        Arguments.of(Normal.VAGUE, (Response) (f, random) -> f + 0.9 * random.nextGaussian()),
        Arguments.of(new Logistic(), binary),
        Arguments.of(new Poisson(), count));
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void partsAreLevelsOfTheirOwn(Likelihood likelihood, Response response) {
    Nested nested = Nested.drawn(40, 16, 0.8, 11, response);
    Prior deviation = new StudentPrior(3, 2);
    Prior usual = new NormalPrior(3);
    MixedRegression crossed = nested.crossed().model(likelihood, usual, 5, deviation);
    MixedRegression model = nested.model(likelihood, usual, 5, deviation);
    Bundle expectedAt = Fits.batch(crossed, nested.crossed().blocks(), 250, 1).parameters();
    Bundle at =
        Fits.batch(model, nested.data().blocks(32, false, nested.parts()), 250, 1).parameters();
    MixedSummary expected = crossed.summary(expectedAt);
    MixedSummary summary = model.summary(at);

    double close = 1e-6; // both are where rounds no longer move
    double t = expected.factors().get(0).value();
    assertEquals(t, summary.deviations().get(1).value(), close * t);
    double s = expected.deviations().get(0).value();
    assertEquals(s, summary.deviations().get(0).value(), close * s);
    double[] evidence = {expected.evidence().orElseThrow(), summary.evidence().orElseThrow()};
    assertEquals(evidence[0], evidence[1], 1e-7 * Math.abs(evidence[0]));
    int levels = nested.crossed().levels();
    for (int c = 0; c < 3; c++) {
      var of = expected.fixed().coefficients().get(c < 2 ? c : c + levels);
      var found = summary.fixed().coefficients().get(c);
      assertEquals(of.mean(), found.mean(), close * of.deviation(), "coefficient " + c);
      assertEquals(of.deviation(), found.deviation(), close * of.deviation(), "coefficient " + c);
    }
    double share = expected.between().map(MixedSummary.Estimate::value).orElse(0.0);
    assertEquals(share, summary.between().map(MixedSummary.Estimate::value).orElse(0.0), close);
  }

  /**
   * Beside R's lme4 1.1-31 (Debian r-cran-lme4 1.1-31-1, R 4.2.2) on the same rows, which were
   * written to a file from here ({@link CrossedData#csv}): lmer by REML, {@code y ~ x0 + x1 + (1 |
   * g/part)}.
   */
  @Test
  void besideLme4() {
    Nested nested = Nested.drawn(200, 24, 0.8, 21, (f, random) -> f + 0.9 * random.nextGaussian());
    MixedRegression model =
        nested.model(
            new Normal(NoisePrior.half(new FlatPrior())),
            new FlatPrior(),
            Double.POSITIVE_INFINITY,
            new FlatPrior());
    MixedSummary summary =
        model.summary(
            Fits.batch(model, nested.data().blocks(32, false, nested.parts()), 60, 1).parameters());
    double[] means = {0.827186594256, -0.497982217190, 0.232724838384};
    double[] errors = {0.0197977463246, 0.0203250393459, 0.0862384000747};
    for (int c = 0; c < means.length; c++) {
      var coefficient = summary.fixed().coefficients().get(c);
      assertEquals(means[c], coefficient.mean(), 0.001 * errors[c], "coefficient " + c);
      assertEquals(errors[c], coefficient.deviation(), 0.002 * errors[c], "coefficient " + c);
    }
    assertEquals(0.654991741673, summary.deviations().get(0).value(), 0.001 * 0.655);
    assertEquals(0.757370836982, summary.deviations().get(1).value(), 0.001 * 0.757);
  }

  /** The effects of a row's group and part, as coefficients of levels have them. */
  @Test
  void effectsAreThoseOfTheLevels() {
    Nested nested = Nested.drawn(30, 16, 0.8, 5, (f, random) -> f + 0.9 * random.nextGaussian());
    Prior deviation = new StudentPrior(3, 2);
    Prior usual = new NormalPrior(3);
    MixedRegression crossed = nested.crossed().model(Normal.VAGUE, usual, 5, deviation);
    MixedRegression model = nested.model(Normal.VAGUE, usual, 5, deviation);
    Bundle expectedAt = Fits.batch(crossed, nested.crossed().blocks(), 200, 1).parameters();
    MemoryBlocks<GroupedBlock> blocks = nested.data().blocks(32, false, nested.parts());
    Bundle at = Fits.batch(model, blocks, 200, 1).parameters();
    MixedSummary expected = crossed.summary(expectedAt);

    int width = Column.width(model.output());
    double noise = expected.fixed().noise().orElseThrow().mean();
    for (int b = 0, row = 0; b < blocks.count(); b++) {
      GroupedBlock block = blocks.read(b);
      double[] out = new double[block.observations() * width];
      model.transforms(Fits.round(blocks, at)).create().transform(block, out);
      for (int r = 0; r < block.observations(); r++, row++) {
        int level = nested.data().columns() + nested.crossed().item()[row];
        var of = expected.fixed().coefficients().get(level);
        double effect = out[r * width + width - 3];
        double spread = out[r * width + width - 1];
        assertEquals(of.mean(), effect, 1e-4 * noise);
        assertEquals(of.deviation(), spread, 1e-4 * noise);
      }
    }
  }

  /** Whatever the order of a group's rows, and so of its parts. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void scoresDoNotDependOnTheOrderOfParts(Likelihood likelihood, Response response) {
    Nested nested = Nested.drawn(30, 16, 0.8, 17, response);
    MixedRegression model = nested.model(likelihood, new NormalPrior(3), 5, new StudentPrior(3, 2));
    MemoryBlocks<GroupedBlock> blocks = nested.data().blocks(32, false, nested.parts());
    Bundle at = Fits.batch(model, blocks, 30, 1).parameters();
    Contribution once = scored(model, blocks, at);
    // a group alone in its block, its rows in another order: parts are numbered anew
    Contribution turned = scored(model, nested.turned(), at);
    double sum = once.get(Term.HELD_OUT_LOG_PROBABILITY);
    assertEquals(sum, turned.get(Term.HELD_OUT_LOG_PROBABILITY), 1e-9 * Math.abs(sum));
    double errors = once.get(Term.HELD_OUT_SQUARED_ERROR);
    assertEquals(errors, turned.get(Term.HELD_OUT_SQUARED_ERROR), 1e-9 * errors);
  }

  private static Contribution scored(
      MixedRegression model, MemoryBlocks<GroupedBlock> blocks, Bundle at) {
    Contribution sum = new Contribution(model.layout());
    for (int b = 0; b < blocks.count(); b++) {
      model.scorers(Fits.round(blocks, at)).create().accumulate(blocks.read(b), sum);
    }
    return sum;
  }
}
