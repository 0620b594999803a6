package org.sparksvi.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.model.Model;
import org.sparksvi.models.factor.ArdSettings;
import org.sparksvi.models.factor.BayesianPca;
import org.sparksvi.models.factor.FactorModel;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.factor.LatentFactors;
import org.sparksvi.models.factor.Noise;
import org.sparksvi.models.mixture.CountFamily;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.mixture.ReadOutForm;
import org.sparksvi.models.mixture.Rows;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Concentration.Learning;
import org.sparksvi.models.topics.Corpus;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;

/**
 * Rate 1 on all rows never lowers the bound: models, on rows drawn and on those that are shipped.
 */
class BoundLawsTest {
  /** What rounding and unfinished local steps may lose of a bound, relative. */
  private static final double ROUNDING = 1e-9;

  /** The same of local steps in single precision. */
  private static final double SINGLE = 3e-5;

  /** A model of mixed fields only. */
  record BoundCase<B extends Block>(
      String name, Model<B> model, Blocks<B> blocks, long rounds, long seed, double lost) {

    static <B extends Block> BoundCase<B> of(ModelCase<B, ?, ?> some, double lost) {
      return new BoundCase<>(some.name(), some.model(), some.workload().training(), 60, 3, lost);
    }

    Fit fit() {
      return fit(seed);
    }

    Fit fit(long first) {
      return Fits.batch(model, blocks, rounds, first);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<BoundCase<?>> cases() {
    return Stream.of(exactTopics(), gaussians(), counts(), factors(), Stream.of(restarts()))
        .flatMap(cases -> cases);
  }

  /** Those that take longer. */
  static Stream<BoundCase<?>> larger() {
    return Stream.of(
            Stream.of(Learning.values()).map(prior -> topics(Kernel.VECTOR, prior, prior)),
            gaussians("digits", varied(Rows.digits()), 3, 8),
            factors("digits", Rows.digits(), 10, 20))
        .flatMap(cases -> cases);
  }

  /**
   * On documents whose local steps have one optimum each. Where α falls far below 1 they may have
   * several, and a local step, which starts anew every round, may then come to another one.
   */
  private static Stream<BoundCase<?>> exactTopics() {
    return Stream.of(Learning.values())
        .flatMap(
            alpha -> Stream.of(Learning.values()).map(eta -> topics(Kernel.SCALAR, alpha, eta)));
  }

  private static BoundCase<?> topics(Kernel kernel, Learning alpha, Learning eta) {
    boolean exact = kernel == Kernel.SCALAR;
    TopicsSettings settings =
        TopicsSettings.of(3, 10, 0.5, 0.5)
            .withKernel(kernel)
            .withAlpha(new Concentration(0.5, alpha))
            .withEta(new Concentration(0.5, eta))
            .withInner(exact ? 5000 : 200, 1e-12);
    return new BoundCase<>(
        "topics, %s, α %s, η %s".formatted(kernel, alpha, eta),
        new TopicsModel(settings),
        MemoryBlocks.pack(CountBlock::of, 10, Corpus.mixed(40, 40, 3).rows(), 1000),
        40,
        11,
        exact ? ROUNDING : SINGLE);
  }

  private static Stream<BoundCase<?>> gaussians() {
    return Stream.of(
            gaussians("faithful", Rows.faithful(), 4, 60), gaussians("iris", Rows.iris(), 5, 60))
        .flatMap(cases -> cases);
  }

  private static Stream<BoundCase<?>> gaussians(
      String data, double[][] rows, int components, int rounds) {
    MemoryBlocks<DenseBlock> blocks = blocks(rows);
    Gaussians posterior = Gaussians.posterior(GaussianPrior.DEFAULT);
    List<BoundCase<?>> cases = new ArrayList<>();
    for (Covariance covariance : Covariance.values()) {
      BiConsumer<Mixing, Gaussians> add =
          (mixing, gaussians) ->
              cases.add(
                  new BoundCase<>(
                      "%s: mixture, %s, %s, %s".formatted(data, mixing, covariance, gaussians),
                      new MixtureModel<>(
                          mixing,
                          new GaussianComponents(
                              components, rows[0].length, covariance, gaussians)),
                      blocks,
                      rounds,
                      3,
                      ROUNDING));
      add.accept(Mixing.likelihood(), Gaussians.likelihood());
      add.accept(Mixing.likelihood(), Gaussians.estimates(1e-6, 2, 0.5));
      add.accept(Mixing.dirichlet(1), posterior);
      add.accept(Mixing.sticks(1), posterior);
    }
    return cases.stream();
  }

  private static Stream<BoundCase<?>> counts() {
    return Stream.of(CountFamily.values())
        .flatMap(
            family ->
                Stream.of(ReadOutForm.values())
                    .map(
                        form ->
                            ModelCases.counts(
                                "mixture, %s, %s".formatted(family, form),
                                Mixing.dirichlet(0.5),
                                family,
                                form)))
        .map(some -> BoundCase.of(some, ROUNDING));
  }

  private static Stream<BoundCase<?>> factors() {
    return Stream.of(
            factors("faithful", Rows.faithful(), 1, 60), factors("iris", Rows.iris(), 2, 60))
        .flatMap(cases -> cases);
  }

  private static Stream<BoundCase<?>> factors(
      String data, double[][] rows, int factors, int rounds) {
    FactorSettings settings = FactorSettings.of(rows[0].length, factors);
    MemoryBlocks<DenseBlock> whole = blocks(rows);
    MemoryBlocks<DenseBlock> holes = blocks(withHoles(rows));
    List<LatentFactors> complete =
        new ArrayList<>(
            List.of(
                new FactorModel(settings, Noise.ISOTROPIC),
                new BayesianPca(settings, ArdSettings.VAGUE)));
    List<LatentFactors> missing =
        new ArrayList<>(
            List.of(
                new FactorModel(settings.withMissing(), Noise.ISOTROPIC),
                new BayesianPca(settings.withMissing(), ArdSettings.VAGUE)));
    if (!data.equals("digits")) { // three of whose pixels are constant
      complete.add(new FactorModel(settings, Noise.DIAGONAL));
      missing.add(new FactorModel(settings.withMissing(), Noise.DIAGONAL));
    }
    long fewer = data.equals("digits") ? 3 : rounds; // a matrix per row
    return Stream.concat(
        complete.stream()
            .map(model -> new BoundCase<>(name(data, model), model, whole, rounds, 3, ROUNDING)),
        missing.stream()
            .map(
                model ->
                    new BoundCase<>(
                        name(data, model) + ", values missing", model, holes, fewer, 3, ROUNDING)));
  }

  private static String name(String data, LatentFactors model) {
    return data + ": " + model.getClass().getSimpleName();
  }

  private static BoundCase<?> restarts() {
    return BoundCase.of(ModelCases.restarts(), ROUNDING);
  }

  /** Without the columns that are the same in all rows, which no mixture takes. */
  private static double[][] varied(double[][] rows) {
    int[] columns =
        IntStream.range(0, rows[0].length)
            .filter(d -> Arrays.stream(rows).anyMatch(row -> row[d] != rows[0][d]))
            .toArray();
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(columns).mapToDouble(d -> row[d]).toArray())
        .toArray(double[][]::new);
  }

  /** A tenth of the values missing; the first row keeps all. */
  private static double[][] withHoles(double[][] rows) {
    Random random = new Random(8);
    double[][] holes = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    for (int r = 1; r < holes.length; r++) {
      for (int d = 0; d < holes[r].length; d++) {
        holes[r][d] = random.nextDouble() < 0.1 ? Double.NaN : holes[r][d];
      }
    }
    return holes;
  }

  private static MemoryBlocks<DenseBlock> blocks(double[][] rows) {
    return Rows.blocks(rows, Math.max(50, rows.length / 6));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rateOneOnAllRowsNeverLowersTheBound(BoundCase<?> some) {
    Traces.assertNeverFalls(some.fit(), some.lost());
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("larger")
  void norOfLargerOnes(BoundCase<?> some) {
    Traces.assertNeverFalls(some.fit(), some.lost());
  }

  /** Other starts. */
  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("gaussians")
  void norDoesItFromOtherStarts(BoundCase<?> some) {
    for (long seed : new long[] {1, 2}) {
      Traces.assertNeverFalls(some.fit(seed), some.lost());
    }
  }

  static Stream<BoundCase<?>> longer() {
    return gaussians("digits", varied(Rows.digits()), 10, 60);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("longer")
  void howeverLong(BoundCase<?> some) {
    Traces.assertNeverFalls(some.fit(2), some.lost());
  }
}
