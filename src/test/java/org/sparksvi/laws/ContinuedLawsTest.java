package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.model.Accumulates;
import org.sparksvi.model.Continued;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.WarmStart;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.random.Streams;

/** Laws of models whose posterior is the prior of more rows. */
class ContinuedLawsTest {
  private static final int ROUNDS = 12;

  /** Sums with and without the prior's share are rounded to other multiples of their quanta. */
  private static final double ROUNDED = 1e-6;

  static Stream<ModelCase<?, ?, ? extends Accumulates<?>>> accumulating() {
    return ModelCases.accumulating();
  }

  static Stream<ModelCase<?, ?, ? extends Accumulates<?>>> ascending() {
    return ModelCases.ascending();
  }

  /** Those whose rows have hidden parts, and that turn nothing after a step. */
  static Stream<ModelCase<?, ?, ? extends Accumulates<?>>> sharingOutRows() {
    return Stream.of(
            ModelCases.topics(),
            ModelCases.topicsByMeans(),
            ModelCases.mixtures(),
            ModelCases.countMixtures())
        .flatMap(cases -> cases);
  }

  /** The first half of the training blocks. */
  private static <B extends Block> MemoryBlocks<B> half(ModelCase<B, ?, ?> some) {
    return new MemoryBlocks<>(
        IntStream.range(0, some.blocks() / 2).mapToObj(some.workload().training()::read).toList());
  }

  private static <B extends Block> Fit batch(Model<B> model, Blocks<B> blocks) {
    return Fits.batch(model, blocks, ROUNDS, 3);
  }

  @ParameterizedTest
  @MethodSource("accumulating")
  <B extends Block, H extends Block, M extends Accumulates<B> & HeldOut<H>>
      void nothingHasChangedBeforeTheFirstRound(ModelCase<B, H, M> some) {
    Bundle kept = batch(some.model(), half(some)).parameters();
    Continued<B, H, M> continued = new Continued<>(some.model(), kept);

    Bundle start = continued.initial(null);

    for (Field field : kept.layout().fields()) {
      assertArrayEquals(
          kept.copyOf(field.name()), continued.whole(start).copyOf(field.name()), field.name());
    }
    assertEquals(0, continued.globalElbo(new Round(1, 1, start, new Streams(0))));
  }

  /** Where all earlier rows are fitted once more, nothing is kept, and the rest is a warm start. */
  @ParameterizedTest
  @MethodSource("sharingOutRows")
  <B extends Block, H extends Block, M extends Accumulates<B> & HeldOut<H>>
      void earlierRowsThatAreAllThereOnceMoreGiveTheFitOfAllRows(ModelCase<B, H, M> some) {
    M model = some.model();
    Assumptions.assumeFalse(model.layout().has(TopicsModel.ETA), "in updates it stays");
    Bundle earlier = batch(model, half(some)).parameters();
    Blocks<B> all = some.workload().training();
    Continued<B, H, M> again = Continued.again(model, earlier, 1, 1, Bundle.zeros(model.layout()));

    Bundle found = again.whole(batch(again, all).parameters());

    Bundle expected = batch(new WarmStart<>(model, earlier), all).parameters();
    for (Field field : expected.layout().fields()) {
      assertArrayEquals(
          expected.copyOf(field.name()), found.copyOf(field.name()), ROUNDED, field.name());
    }
    Round start = Fits.round(all, again.initial(null));
    assertEquals(model.globalElbo(Fits.round(all, earlier)), again.globalElbo(start), ROUNDED);
  }

  /** Of the bound with the earlier posterior as prior, whatever reads the parameters. */
  @ParameterizedTest
  @MethodSource("ascending")
  <B extends Block, H extends Block, M extends Accumulates<B> & HeldOut<H>>
      void aRoundOverAllNewRowsNeverLowersTheBound(ModelCase<B, H, M> some) {
    Bundle kept = batch(some.model(), half(some)).parameters();

    Fit fit = batch(new Continued<>(some.model(), kept), some.workload().training());

    Traces.assertNeverFalls(fit, 1e-6);
  }

  @ParameterizedTest
  @MethodSource("accumulating")
  <B extends Block, M extends Accumulates<B>> void fadedSumsAreSharesOfWhatRowsBrought(
      ModelCase<B, ?, M> some) {
    M model = some.model();
    Bundle all = batch(model, half(some)).parameters();

    Bundle none = model.faded(all, 0);
    Bundle faded = model.faded(all, 0.5);

    for (Field field : all.layout().fields()) {
      double[] whole = all.copyOf(field.name());
      double[] rest = none.copyOf(field.name());
      double[] found = faded.copyOf(field.name());
      for (int i = 0; i < whole.length; i++) {
        double expected = model.isSum(field) ? 0.5 * (whole[i] + rest[i]) : whole[i];
        assertEquals(expected, found[i], 1e-12 * (1 + Math.abs(expected)), field.name());
      }
    }
  }

  /** Where nothing is latent, two days are one. */
  @Test
  void oneComponentFedInTwoPartsHasThePosteriorOfAllRows() {
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(
            Mixing.dirichlet(1),
            new GaussianComponents(
                1, 1, Covariance.FULL, Gaussians.posterior(GaussianPrior.DEFAULT)));
    MemoryBlocks<DenseBlock> first = rows(1, 2, 4, 8);
    MemoryBlocks<DenseBlock> second = rows(3, -5, 7);
    Bundle kept = batch(model, first).parameters();
    Continued<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> continued =
        new Continued<>(model, kept);

    Bundle after = continued.whole(batch(continued, second).parameters());

    double centre = kept.values(GaussianComponents.CENTRE)[0];
    double scale = kept.values(GaussianComponents.SCALE)[0];
    double sum = 0;
    double squares = 0;
    for (double x : new double[] {1, 2, 4, 8, 3, -5, 7}) {
      double y = (x - centre) / scale;
      sum += y;
      squares += y * y;
    }
    assertEquals(7, after.values(MixtureModel.COUNTS)[0], 1e-9);
    assertEquals(sum, after.values(GaussianComponents.SUMS)[0], 1e-9);
    assertEquals(squares, after.values(GaussianComponents.SQUARES)[0], 1e-9);
  }

  /** Of half the earlier rows, which count half: what the others keep is F (1 - f) S. */
  @Test
  void keptSumsAndThoseOfTheRowsAreTheSumsByHand() {
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(
            Mixing.dirichlet(1),
            new GaussianComponents(
                1, 1, Covariance.FULL, Gaussians.posterior(GaussianPrior.DEFAULT)));
    Bundle earlier = batch(model, rows(1, 2, 4, 8)).parameters();
    double centre = earlier.values(GaussianComponents.CENTRE)[0];
    double scale = earlier.values(GaussianComponents.SCALE)[0];
    Bundle guess = Bundle.zeros(model.layout());
    guess.set(MixtureModel.COUNTS, new double[] {3});
    Continued<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> again =
        Continued.again(model, earlier, 0.5, 0.5, guess);

    Bundle start = again.whole(again.initial(null));
    Bundle after = again.whole(batch(again, rows(2, 8, 3, -5, 7)).parameters());

    assertEquals(0.5 * 4 + 3, start.values(MixtureModel.COUNTS)[0], 1e-9);
    assertEquals(0.25 * 4 + 5, after.values(MixtureModel.COUNTS)[0], 1e-9);
    double sum = 0;
    double squares = 0;
    double first = 0;
    for (double[] row :
        new double[][] {
          {1, 0.25}, {2, 1.25}, {4, 0.25}, {8, 1.25}, {3, 1}, {-5, 1}, {7, 1} // value, weight
        }) {
      double y = (row[0] - centre) / scale;
      sum += row[1] * y;
      squares += row[1] * y * y;
    }
    for (double x : new double[] {1, 2, 4, 8}) {
      first += 0.5 * (x - centre) / scale;
    }
    assertEquals(first, start.values(GaussianComponents.SUMS)[0], 1e-9);
    assertEquals(sum, after.values(GaussianComponents.SUMS)[0], 1e-9);
    assertEquals(squares, after.values(GaussianComponents.SQUARES)[0], 1e-9);
  }

  /** The prior's share does not fade, and is there once. */
  @Test
  void countsOfOneTopicAreThoseOfItsRowsByHand() {
    TopicsModel model = new TopicsModel(TopicsSettings.of(1, 3, 0.3, 0.2));
    Bundle earlier = batch(model, words(new double[][] {{5, 1}, {1, 2}})).parameters();
    Continued<CountBlock, CompletionBlock, TopicsModel> again =
        Continued.again(model, earlier, 0.5, 0.5, Bundle.zeros(model.layout()));

    Bundle start = again.whole(again.initial(null));
    Bundle after = again.whole(batch(again, words(new double[][] {{4, 2}, {1, 1}})).parameters());

    double[] first = {0.2 + 0.5 * 5, 0.2 + 0.5 * 2, 0.2 + 0.5 * 2};
    double[] expected = {0.2 + 0.25 * 5 + 4, 0.2 + 0.25 * 2 + 3, 0.2 + 0.25 * 2 + 1};
    assertArrayEquals(first, start.copyOf(TopicsModel.TOPICS), 1e-9);
    assertArrayEquals(expected, after.copyOf(TopicsModel.TOPICS), ROUNDED);
  }

  /** Document d has counts of the words d and d + 1. */
  private static MemoryBlocks<CountBlock> words(double[]... documents) {
    List<DataRow> rows =
        IntStream.range(0, documents.length)
            .mapToObj(d -> DataRow.counts(d, new int[] {d, d + 1}, documents[d]))
            .toList();
    return MemoryBlocks.pack(CountBlock::of, 3, rows, 2);
  }

  private static MemoryBlocks<DenseBlock> rows(double... values) {
    List<DataRow> rows =
        IntStream.range(0, values.length).mapToObj(r -> DataRow.of(r, values[r])).toList();
    return MemoryBlocks.pack(DenseBlock::of, 1, rows, 2);
  }
}
