package org.sparksvi.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Workload;
import org.sparksvi.kinds.example.IndependentPoissons;
import org.sparksvi.model.Accumulates;
import org.sparksvi.model.Restarts;
import org.sparksvi.model.Transforms;
import org.sparksvi.models.factor.ArdSettings;
import org.sparksvi.models.factor.BayesianPca;
import org.sparksvi.models.factor.FactorModel;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.factor.LatentFactors;
import org.sparksvi.models.factor.Noise;
import org.sparksvi.models.mixture.CountComponents;
import org.sparksvi.models.mixture.CountFamily;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.mixture.ReadOutForm;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.DocumentStep;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.update.Adam;
import org.sparksvi.update.Clip;
import org.sparksvi.update.MovingAverage;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** The models that every law is tried on: a row each. */
public final class ModelCases {
  static final int WORDS = 12;
  private static final int TOPICS = 3;
  private static final Rules ONLINE = Rules.all(new RobbinsMonro(1, 0.7));
  private static final FactorSettings FACTORS = FactorSettings.of(5, 2);

  private ModelCases() {}

  public static Stream<ModelCase<?, ?, ?>> all() {
    return concat(
        List.of(dense(), counts(), RegressionCases.all(), Stream.of(regression(), singles())));
  }

  /** Models of rows of numbers. */
  static Stream<ModelCase<DenseBlock, ?, ? extends Transforms<DenseBlock>>> dense() {
    return concat(List.of(drawlessDense(), AutoencoderCases.dense(), JointCases.all()));
  }

  /** Those that draw nothing in training. */
  static Stream<ModelCase<DenseBlock, ?, ? extends Transforms<DenseBlock>>> drawlessDense() {
    return concat(List.of(mixtures(), factors(), Stream.of(restarts())));
  }

  /** Models of rows of counts. */
  static Stream<ModelCase<CountBlock, ?, ? extends Transforms<CountBlock>>> counts() {
    return concat(List.of(drawlessCounts(), Stream.of(AutoencoderCases.counts())));
  }

  /** Those that draw nothing in training. */
  static Stream<ModelCase<CountBlock, ?, ? extends Transforms<CountBlock>>> drawlessCounts() {
    return concat(List.of(topics(), topicsByMeans(), countMixtures(), Stream.of(poissons())));
  }

  /** Models whose parameters are sums over rows. */
  static Stream<ModelCase<?, ?, ? extends Accumulates<?>>> accumulating() {
    return concat(List.of(ascending(), topicsByMeans()));
  }

  /** Those of them that no round at rate 1 over all rows makes worse by their bound. */
  static Stream<ModelCase<?, ?, ? extends Accumulates<?>>> ascending() {
    return Stream.concat(
        RegressionCases.all(),
        concat(List.of(topics(), mixtures(), countMixtures(), factors(), Stream.of(poissons()))));
  }

  private static <T> Stream<T> concat(List<Stream<? extends T>> parts) {
    return parts.stream().flatMap(part -> part);
  }

  static Stream<ModelCase<CountBlock, CompletionBlock, TopicsModel>> topics() {
    return Stream.of(
        topics("topics", topicsSettings()),
        topics("topics, plain kernel", topicsSettings().withKernel(Kernel.SCALAR)),
        topics(
            "topics, symmetric priors learned",
            topicsSettings()
                .withAlpha(Concentration.symmetric(0.3))
                .withEta(Concentration.symmetric(0.2))),
        topics(
            "topics, asymmetric priors learned",
            topicsSettings()
                .withAlpha(Concentration.asymmetric(0.3))
                .withEta(Concentration.asymmetric(0.2))));
  }

  static Stream<ModelCase<CountBlock, CompletionBlock, TopicsModel>> topicsByMeans() {
    TopicsSettings settings = topicsSettings().withStep(DocumentStep.ZERO_ORDER);
    return Stream.of(
        topics("topics, zero order", settings),
        topics(
            "topics, zero order, priors learned",
            settings
                .withAlpha(Concentration.asymmetric(0.3))
                .withEta(Concentration.symmetric(0.2))));
  }

  static Stream<ModelCase<DenseBlock, DenseBlock, MixtureModel<DenseBlock>>> mixtures() {
    return Stream.of(
        mixture(
            "mixture by likelihood", Mixing.likelihood(), Covariance.FULL, Gaussians.likelihood()),
        mixture(
            "mixture a posteriori, tied",
            Mixing.likelihood(),
            Covariance.TIED,
            Gaussians.estimates(1e-6, 2, 0.5)),
        mixture(
            "mixture with posteriors",
            Mixing.dirichlet(0.5),
            Covariance.FULL,
            Gaussians.posterior(GaussianPrior.DEFAULT)),
        mixture(
            "mixture with the data's correlations, tied",
            Mixing.dirichlet(0.5),
            Covariance.TIED,
            Gaussians.posterior(new GaussianPrior(1, 1, 0.05, GaussianPrior.Shape.DATA))),
        mixture(
            "mixture of a Dirichlet process, diagonal",
            Mixing.sticks(1),
            Covariance.DIAGONAL,
            Gaussians.posterior(GaussianPrior.DEFAULT)));
  }

  static Stream<ModelCase<CountBlock, CountBlock, MixtureModel<CountBlock>>> countMixtures() {
    return Stream.of(
        counts(
            "mixture of multinomials with posteriors",
            Mixing.sticks(1),
            CountFamily.MULTINOMIAL,
            ReadOutForm.POSTERIOR),
        counts(
            "mixture of Bernoullis by estimates",
            Mixing.sticks(1),
            CountFamily.BERNOULLI,
            ReadOutForm.ESTIMATE));
  }

  /** The example of CONTRIBUTING.md. */
  private static ModelCase<CountBlock, CountBlock, IndependentPoissons> poissons() {
    IndependentPoissons model = new IndependentPoissons(WORDS, 0.1);
    return new ModelCase<>(
        "independent Poissons",
        model,
        Workload.of(
            model,
            MemoryBlocks.pack(CountBlock::of, WORDS, documents(24, 1), 4),
            MemoryBlocks.pack(CountBlock::of, WORDS, documents(6, 2), 3)),
        ONLINE,
        parameters ->
            parameters.layout().fields().stream()
                .flatMapToDouble(field -> Arrays.stream(parameters.copyOf(field.name())))
                .allMatch(value -> value >= 0));
  }

  static Stream<ModelCase<DenseBlock, DenseBlock, LatentFactors>> factors() {
    return Stream.of(
        factors("principal components", new FactorModel(FACTORS, Noise.ISOTROPIC), 0),
        factors("factor analysis", new FactorModel(FACTORS, Noise.DIAGONAL), 0),
        factors(
            "factor analysis, values missing",
            new FactorModel(FACTORS.withMissing(), Noise.DIAGONAL),
            0.2),
        factors("Bayesian components", new BayesianPca(FACTORS, ArdSettings.VAGUE), 0),
        factors(
            "Bayesian components, values missing",
            new BayesianPca(FACTORS.withMissing(), ArdSettings.VAGUE),
            0.2));
  }

  static ModelCase<CountBlock, CountBlock, MixtureModel<CountBlock>> counts(
      String name, Mixing mixing, CountFamily kind, ReadOutForm reading) {
    return counts(name, mixing, kind, reading, 20);
  }

  static ModelCase<CountBlock, CountBlock, MixtureModel<CountBlock>> counts(
      String name, Mixing mixing, CountFamily kind, ReadOutForm reading, int tokens) {
    MixtureModel<CountBlock> model =
        new MixtureModel<>(mixing, new CountComponents(3, WORDS, kind, reading, 0.5));
    return new ModelCase<>(
        name,
        model,
        Workload.of(
            model,
            MemoryBlocks.pack(CountBlock::of, WORDS, documents(24, tokens, 1), 4),
            MemoryBlocks.pack(CountBlock::of, WORDS, documents(6, tokens, 2), 3)),
        ONLINE,
        parameters ->
            Arrays.stream(parameters.copyOf(CountComponents.SUMS))
                .allMatch(v -> v >= 0 && v < Double.POSITIVE_INFINITY));
  }

  /** Three starts side by side. */
  static ModelCase<DenseBlock, DenseBlock, Restarts<DenseBlock, MixtureModel<DenseBlock>>>
      restarts() {
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(
            Mixing.likelihood(),
            new GaussianComponents(3, 2, Covariance.SPHERICAL, Gaussians.likelihood()));
    Restarts<DenseBlock, MixtureModel<DenseBlock>> restarts = new Restarts<>(model, 3, 3);
    return new ModelCase<>(
        "three starts of a mixture",
        restarts,
        Workload.of(
            restarts,
            MemoryBlocks.pack(DenseBlock::of, 2, points(60, 5), 10),
            MemoryBlocks.pack(DenseBlock::of, 2, points(9, 6), 3)),
        ONLINE,
        parameters -> Arrays.stream(parameters.values("2.counts")).allMatch(v -> v >= 0));
  }

  /** Weighted rows of two columns around three places. */
  static ModelCase<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> mixture(
      String name, Mixing mixing, Covariance covariance, Gaussians gaussians) {
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(mixing, new GaussianComponents(3, 2, covariance, gaussians));
    Predicate<Bundle> support =
        parameters ->
            Arrays.stream(parameters.values(MixtureModel.COUNTS)).allMatch(v -> v >= 0)
                && Arrays.stream(parameters.values(GaussianComponents.SUMS))
                    .allMatch(Double::isFinite)
                && Arrays.stream(model.weights(parameters)).allMatch(v -> v >= 0 && v <= 1);
    return new ModelCase<>(
        name,
        model,
        Workload.of(
            model,
            MemoryBlocks.pack(DenseBlock::of, 2, points(60, 5), 10),
            MemoryBlocks.pack(DenseBlock::of, 2, points(9, 6), 3)),
        ONLINE,
        support);
  }

  /** Every ten rows weigh the same, so that blocks of ten do. */
  private static List<DataRow> points(int n, long seed) {
    Random random = new Random(seed);
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      int place = random.nextInt(3);
      double[] x = {3 * place + random.nextGaussian(), 10 * (place % 2) + random.nextGaussian()};
      rows.add(DataRow.numbers(r, x, r % 2 == 0 ? 0.5 : 1.5));
    }
    return rows;
  }

  static TopicsSettings topicsSettings() {
    return TopicsSettings.of(TOPICS, WORDS, 0.3, 0.2);
  }

  static ModelCase<CountBlock, CompletionBlock, TopicsModel> topics(
      String name, TopicsSettings settings) {
    MemoryBlocks<CountBlock> training =
        MemoryBlocks.pack(CountBlock::of, WORDS, documents(24, 1), 4);
    List<CountBlock> observed =
        MemoryBlocks.pack(CountBlock::of, WORDS, documents(6, 2), 3).blocks();
    List<CountBlock> heldOut =
        MemoryBlocks.pack(CountBlock::of, WORDS, documents(6, 3), 3).blocks();
    List<CompletionBlock> halves = new ArrayList<>();
    for (int b = 0; b < observed.size(); b++) {
      halves.add(new CompletionBlock(observed.get(b), heldOut.get(b)));
    }
    Predicate<Bundle> positive =
        parameters ->
            Stream.of(TopicsModel.TOPICS, TopicsModel.TOTALS, TopicsModel.ETA)
                .filter(parameters.layout()::has)
                .flatMapToDouble(field -> Arrays.stream(parameters.copyOf(field)))
                .allMatch(value -> value > 0 && value < Double.POSITIVE_INFINITY);
    TopicsModel model = new TopicsModel(settings);
    return new ModelCase<>(
        name, model, Workload.of(model, training, new MemoryBlocks<>(halves)), ONLINE, positive);
  }

  static List<DataRow> documents(int n, long seed) {
    return documents(n, 20, seed);
  }

  private static List<DataRow> documents(int n, int tokens, long seed) {
    Random random = new Random(seed);
    List<DataRow> rows = new ArrayList<>();
    for (int d = 0; d < n; d++) {
      int first = random.nextInt(3) * 4;
      double[] counts = new double[WORDS];
      for (int t = 0; t < tokens; t++) {
        counts[random.nextInt(4) > 0 ? first + random.nextInt(4) : random.nextInt(WORDS)]++;
      }
      int[] columns =
          java.util.stream.IntStream.range(0, WORDS).filter(w -> counts[w] > 0).toArray();
      rows.add(
          DataRow.counts(d, columns, Arrays.stream(columns).mapToDouble(w -> counts[w]).toArray()));
    }
    return rows;
  }

  /** Rows of two factors in five columns. */
  static ModelCase<DenseBlock, DenseBlock, LatentFactors> factors(
      String name, LatentFactors model, double missing) {
    return new ModelCase<>(
        name,
        model,
        Workload.of(
            model,
            MemoryBlocks.pack(DenseBlock::of, 5, factorRows(48, missing, 5), 8),
            MemoryBlocks.pack(DenseBlock::of, 5, factorRows(6, missing, 6), 3)),
        ONLINE,
        parameters ->
            parameters.layout().fields().stream()
                .flatMapToDouble(field -> Arrays.stream(parameters.copyOf(field.name())))
                .allMatch(Double::isFinite));
  }

  static List<DataRow> factorRows(int n, double missing, long seed) {
    Random random = new Random(seed);
    double[][] loadings = {{1, 0}, {0.8, 0.3}, {-0.5, 1}, {0, 1.2}, {0.4, -0.6}};
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      double[] z = {random.nextGaussian(), random.nextGaussian()};
      double[] x = new double[loadings.length];
      for (int d = 0; d < x.length; d++) {
        double noise = (0.3 + 0.1 * d) * random.nextGaussian();
        boolean gone = random.nextDouble() < missing;
        x[d] = gone ? Double.NaN : d + loadings[d][0] * z[0] + loadings[d][1] * z[1] + noise;
      }
      rows.add(DataRow.numbers(r, x, 0.5 + r % 2)); // a block's weight is its number of rows
    }
    return rows;
  }

  /** Weights of single precision. */
  static ModelCase<PointBlock, PointBlock, SingleRegression> singles() {
    SingleRegression model = new SingleRegression(3);
    return new ModelCase<>(
        "regression in single precision",
        model,
        Workload.of(
            model, new MemoryBlocks<>(pointBlocks(6, 4)), new MemoryBlocks<>(pointBlocks(2, 5))),
        Rules.all(new Clip(2).then(new Adam(0.02)).then(new MovingAverage(0.9))),
        parameters ->
            Arrays.stream(parameters.copyOf(SingleRegression.WEIGHTS)).allMatch(Double::isFinite));
  }

  /** Blocks of five rows of three inputs. */
  private static List<PointBlock> pointBlocks(int count, long seed) {
    Random random = new Random(seed);
    double[] weights = {1, -0.5, 0.25};
    List<PointBlock> blocks = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      double[][] x = new double[5][weights.length];
      double[] y = new double[5];
      for (int r = 0; r < y.length; r++) {
        y[r] = 0.5 * random.nextGaussian();
        for (int j = 0; j < weights.length; j++) {
          x[r][j] = random.nextGaussian();
          y[r] += weights[j] * x[r][j];
        }
      }
      blocks.add(new PointBlock(b, x, y));
    }
    return blocks;
  }

  static ModelCase<PointBlock, PointBlock, DrawnRegression> regression() {
    DrawnRegression model = new DrawnRegression(3);
    Rules rules = Rules.all(new Adam(0.02)).with(DrawnRegression.NOISE, new RobbinsMonro(1, 0.7));
    return new ModelCase<>(
        "regression through draws",
        model,
        Workload.of(model, new MemoryBlocks<>(pointBlocks(6, 4))),
        rules,
        parameters ->
            Arrays.stream(parameters.values(DrawnRegression.NOISE)).allMatch(v -> v > 0)
                && Arrays.stream(parameters.values(DrawnRegression.MEAN)).allMatch(Double::isFinite)
                && Arrays.stream(parameters.values(DrawnRegression.LOG_SCALE))
                    .allMatch(Double::isFinite));
  }
}
