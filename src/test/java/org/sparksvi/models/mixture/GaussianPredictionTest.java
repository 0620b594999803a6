package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Traces;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;

/** Densities of new rows, symmetries, and rows that no mixture can be made of. */
class GaussianPredictionTest {

  private static double[][] drawn(int n, int columns, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][columns];
    for (double[] row : rows) {
      double side = 3 * random.nextInt(2);
      for (int d = 0; d < columns; d++) {
        row[d] = side * (d + 1) + random.nextGaussian() + (d > 0 ? 0.5 * row[d - 1] : 0);
      }
    }
    return rows;
  }

  /** p(x* | x) = p(x, x*) / p(x), with evidences that are bounds of one component. */
  @ParameterizedTest
  @EnumSource(Covariance.class)
  void theDensityOfANewRowIsTheRatioOfEvidences(Covariance covariance) {
    double[][] rows = drawn(20, 3, 1);
    double[] next = {2, -1, 5};
    MixtureModel<DenseBlock> model = GaussianPosteriorTest.model(1, 3, covariance);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 20);
    double[][] more = Arrays.copyOf(rows, 21);
    more[20] = next;
    MemoryBlocks<DenseBlock> all = Rows.blocks(more, 21);
    Bundle before = Fits.batch(model, blocks, 1, 1).parameters();
    // the same centre and scale for both
    Bundle after = before.copy();
    Contribution sums = Fits.sum(model, all, before);
    for (String field :
        List.of(MixtureModel.COUNTS, GaussianComponents.SUMS, GaussianComponents.SQUARES)) {
      after.set(field, sums.statistics().values(field));
    }

    Contribution score = new Contribution(model.layout());
    DenseBlock one = DenseBlock.of(0, 3, List.of(DataRow.numbers(1, next, 2.5)));
    model.scorers(Fits.round(blocks, before)).create().accumulate(one, score);

    double ratio = Fits.elbo(model, all, after) - Fits.elbo(model, blocks, before);
    assertEquals(2.5, score.get(Term.HELD_OUT_UNITS));
    assertEquals(2.5 * ratio, score.get(Term.HELD_OUT_LOG_PROBABILITY), 1e-8);
  }

  @Test
  void responsibilitiesDensitiesAndLabelsOfRows() {
    double[][] rows = Rows.faithful();
    MixtureModel<DenseBlock> model = GaussianLikelihoodTest.model(2, 2, Covariance.FULL);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, rows.length);
    Bundle parameters = Fits.batch(model, blocks, 30, 1).parameters();
    GaussianComponents components = (GaussianComponents) model.components();
    double[] means = components.means(parameters);
    double[] covariances = components.covariances(parameters);
    double[] weights = model.weights(parameters);

    double[] out = new double[rows.length * 4];
    model.transforms(Fits.round(blocks, parameters)).create().transform(blocks.read(0), out);

    for (int r = 0; r < rows.length; r++) {
      double[] parts = new double[2];
      for (int k = 0; k < 2; k++) {
        parts[k] = weights[k] * Normal.density(rows[r], means, covariances, k);
      }
      double density = parts[0] + parts[1];
      assertEquals(parts[0] / density, out[4 * r], 1e-10);
      assertEquals(parts[1] / density, out[4 * r + 1], 1e-10);
      assertEquals(Math.log(density), out[4 * r + 2], 1e-10);
      assertEquals(parts[1] > parts[0] ? 1 : 0, out[4 * r + 3]);
    }
  }

  /** Full covariances turn with the rows; the start does too where the columns are alike. */
  @Test
  void rotatedRowsHaveARotatedMixture() {
    double[][] rows = drawn(200, 2, 5);
    double angle = 0.7;
    double[][] turned = new double[rows.length][2];
    for (int r = 0; r < rows.length; r++) {
      turned[r][0] = Math.cos(angle) * rows[r][0] - Math.sin(angle) * rows[r][1];
      turned[r][1] = Math.sin(angle) * rows[r][0] + Math.cos(angle) * rows[r][1];
    }
    MixtureModel<DenseBlock> model = GaussianLikelihoodTest.model(2, 2, Covariance.FULL);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 50);
    MemoryBlocks<DenseBlock> others = Rows.blocks(turned, 50);

    Bundle parameters = Fits.batch(model, blocks, 400, 1).parameters();
    Bundle other = Fits.batch(model, others, 400, 1).parameters();

    assertEquals(Fits.elbo(model, blocks, parameters), Fits.elbo(model, others, other), 1e-6);
    GaussianComponents components = (GaussianComponents) model.components();
    double[] weights = model.weights(parameters);
    int swap = Math.abs(weights[0] - model.weights(other)[0]) < 1e-4 ? 0 : 1;
    Turn turn = new Turn(angle);
    for (int k = 0; k < 2; k++) {
      int o = swap == 0 ? k : 1 - k;
      assertEquals(weights[k], model.weights(other)[o], 1e-4);
      assertArrayEquals(
          turn.mean(components.means(parameters), k), mean(components.means(other), o), 1e-4);
      assertArrayEquals(
          turn.covariance(components.covariances(parameters), k),
          covariance(components.covariances(other), o),
          1e-3);
    }
  }

  private static double[] mean(double[] means, int k) {
    return Arrays.copyOfRange(means, 2 * k, 2 * k + 2);
  }

  private static double[] covariance(double[] covariances, int k) {
    return Arrays.copyOfRange(covariances, 4 * k, 4 * k + 4);
  }

  /** What turns with the plane is the same at every round from a start that was turned. */
  @ParameterizedTest
  @EnumSource(names = {"FULL", "TIED", "SPHERICAL"})
  void everyRoundTurnsWithTheRows(Covariance covariance) {
    for (MixtureModel<DenseBlock> model :
        List.of(
            GaussianLikelihoodTest.model(3, 2, covariance),
            GaussianPosteriorTest.model(3, 2, covariance))) {
      Turn turn = new Turn(1.1);
      double[][] rows = drawn(150, 2, 8);
      double[][] turned = Arrays.stream(rows).map(turn::of).toArray(double[][]::new);
      MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 40);
      MemoryBlocks<DenseBlock> others = Rows.blocks(turned, 40);
      Bundle here = model.initial(new Start<>(blocks, new Streams(3)));
      here.set(GaussianComponents.SCALE, new double[] {2, 2}); // one for both, as turns need
      Bundle there = here.copy();
      there.set(GaussianComponents.CENTRE, turn.of(here.values(GaussianComponents.CENTRE)));
      there.set(GaussianComponents.SUMS, turn.means(here.values(GaussianComponents.SUMS)));
      there.set(
          GaussianComponents.SQUARES,
          turn.squares(here.values(GaussianComponents.SQUARES), covariance));

      for (int round = 0; round < 6; round++) {
        here = next(model, blocks, here);
        there = next(model, others, there);
      }

      GaussianComponents components = (GaussianComponents) model.components();
      assertArrayEquals(model.weights(here), model.weights(there), 1e-9);
      assertArrayEquals(
          turn.means(components.means(here)), components.means(there), 1e-8, covariance.name());
      for (int k = 0; k < 3; k++) {
        assertArrayEquals(
            turn.covariance(components.covariances(here), k),
            covariance(components.covariances(there), k),
            1e-8);
      }
      double bound = Fits.elbo(model, blocks, here);
      assertEquals(bound, Fits.elbo(model, others, there), 1e-9 * Math.abs(bound));
    }
  }

  private static Bundle next(
      MixtureModel<DenseBlock> model, MemoryBlocks<DenseBlock> blocks, Bundle parameters) {
    Bundle next = parameters.copy();
    Contribution sums = Fits.sum(model, blocks, parameters);
    for (String field :
        List.of(MixtureModel.COUNTS, GaussianComponents.SUMS, GaussianComponents.SQUARES)) {
      next.set(field, sums.statistics().values(field));
    }
    return next;
  }

  /** A rotation of the plane, and what it makes of vectors and matrices. */
  private record Turn(double angle) {

    double[] of(double[] x) {
      return new double[] {
        Math.cos(angle) * x[0] - Math.sin(angle) * x[1],
        Math.sin(angle) * x[0] + Math.cos(angle) * x[1]
      };
    }

    double[] mean(double[] means, int k) {
      return of(GaussianPredictionTest.mean(means, k));
    }

    double[] means(double[] means) {
      return IntStream.range(0, means.length / 2)
          .mapToObj(k -> mean(means, k))
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }

    /** R Σ Rᵀ. */
    double[] covariance(double[] covariances, int k) {
      double[] s = GaussianPredictionTest.covariance(covariances, k);
      double[] first = of(new double[] {s[0], s[2]}); // R times the columns of Σ
      double[] second = of(new double[] {s[1], s[3]});
      double[] top = of(new double[] {first[0], second[0]});
      double[] bottom = of(new double[] {first[1], second[1]});
      return new double[] {top[0], top[1], bottom[0], bottom[1]};
    }

    /** Upper triangles; traces stay. */
    double[] squares(double[] squares, Covariance covariance) {
      if (covariance == Covariance.SPHERICAL) {
        return squares.clone();
      }
      double[] out = new double[squares.length];
      for (int i = 0; i < squares.length; i += 3) {
        double[] whole = {squares[i], squares[i + 1], squares[i + 1], squares[i + 2]};
        double[] turned = covariance(whole, 0);
        out[i] = turned[0];
        out[i + 1] = turned[1];
        out[i + 2] = turned[3];
      }
      return out;
    }
  }

  @Test
  void farFromZeroIsAsGoodAsNearIt() {
    double[][] rows = drawn(100, 2, 6);
    double[][] far = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      far[r] = new double[] {rows[r][0] + 0x1p20, rows[r][1] - 0x1p20};
    }
    MixtureModel<DenseBlock> model = GaussianLikelihoodTest.model(2, 2, Covariance.FULL);

    var near = Fits.batch(model, Rows.blocks(rows, 50), 20, 1);
    var away = Fits.batch(model, Rows.blocks(far, 50), 20, 1);

    // rows themselves are rounded to 2^-32
    assertEquals(
        near.trace().get(19).elbo().orElseThrow(), away.trace().get(19).elbo().orElseThrow(), 1e-5);
  }

  /** A row on its own collapses to the floor, and nothing is NaN. */
  @Test
  void aFarOutlierKeepsAVariance() {
    double[][] rows = drawn(60, 2, 7);
    rows[0] = new double[] {1e4, -1e4};
    MixtureModel<DenseBlock> model = GaussianLikelihoodTest.model(3, 2, Covariance.FULL);

    var fit = Fits.batch(model, Rows.blocks(rows, 20), 50, 1);

    Traces.assertNeverFalls(fit, 1e-9);
    double[] covariances = ((GaussianComponents) model.components()).covariances(fit.parameters());
    assertTrue(Arrays.stream(covariances).allMatch(Double::isFinite));
  }

  @Test
  void aDirichletProcessEmptiesWhatItDoesNotNeed() {
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(
            Mixing.sticks(0.5),
            new GaussianComponents(
                10, 2, Covariance.FULL, Gaussians.posterior(new GaussianPrior(0.05, 3, 0.1))));
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(Rows.faithful(), 64);

    Bundle parameters = Fits.batch(model, blocks, 300, 1).parameters();

    double[] counts = parameters.values(MixtureModel.COUNTS);
    long inUse = Arrays.stream(counts).filter(rows -> rows >= 0.5).count();
    assertTrue(inUse <= 4, inUse + " in use");
    double[] weights = model.weights(parameters);
    assertEquals(10, weights.length);
    assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
    assertTrue(weights[0] + weights[1] > 0.9, Arrays.toString(weights));
  }

  @Test
  void rowsThatNoMixtureCanBeMadeOfAreRefused() {
    MixtureModel<DenseBlock> model = GaussianLikelihoodTest.model(3, 2, Covariance.FULL);

    assertMessage(
        "there must be at least as many rows as components, but there are 2 rows for 3",
        () -> start(model, DataRow.of(1, 1, 2), DataRow.of(2, 3, 4)));
    assertMessage(
        "column 1 must vary, but is 7.0 in every row: leave it out",
        () -> start(model, DataRow.of(1, 1, 7), DataRow.of(2, 3, 7), DataRow.of(3, 2, 7)));
    assertMessage(
        "the rows' weights must be positive together, but add up to 0.0 in the start's 3 rows",
        () ->
            start(
                model,
                DataRow.numbers(1, new double[] {1, 2}, 0),
                DataRow.numbers(2, new double[] {2, 3}, 0),
                DataRow.numbers(3, new double[] {4, 3}, 0)));
    assertMessage(
        "row 2 of block 0 has no number in column 0: a mixture must have all of them",
        () -> start(model, DataRow.of(1, 1, 2), DataRow.of(2, 2, 3), DataRow.of(3, Double.NaN, 3)));
    assertMessage(
        "the sums of 1000 components of 5000 columns with covariance 'full' are 12507500000"
            + " numbers, 100.1 GB a copy: more than fit; use covariance 'diagonal', or fewer columns",
        () -> new GaussianComponents(1000, 5000, Covariance.FULL, Gaussians.likelihood()));
    assertMessage(
        "the sums of 1000000 components of 1000 columns with covariance 'tied' are 1000500500"
            + " numbers, 8.0 GB a copy: more than fit; use fewer components, or fewer columns",
        () -> new GaussianComponents(1_000_000, 1000, Covariance.TIED, Gaussians.likelihood()));
  }

  private static void start(MixtureModel<DenseBlock> model, DataRow... rows) {
    MemoryBlocks<DenseBlock> blocks = MemoryBlocks.pack(DenseBlock::of, 2, List.of(rows), 8);
    model.initial(new Start<>(blocks, new Streams(1)));
  }

  private static void assertMessage(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
