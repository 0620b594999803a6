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
import org.sparksvi.data.CountRow;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.update.Adam;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** The models that every law is tried on: a row each. */
public final class ModelCases {
  private static final int WORDS = 12;
  private static final int TOPICS = 3;
  private static final Rules ONLINE = Rules.all(new RobbinsMonro(1, 0.7));

  private ModelCases() {}

  public static Stream<ModelCase<?, ?>> all() {
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
                .withEta(Concentration.asymmetric(0.2))),
        regression());
  }

  static TopicsSettings topicsSettings() {
    return TopicsSettings.of(TOPICS, WORDS, 0.3, 0.2);
  }

  static ModelCase<CountBlock, CompletionBlock> topics(String name, TopicsSettings settings) {
    MemoryBlocks<CountBlock> training =
        new MemoryBlocks<>(CountBlock.pack(WORDS, documents(24, 1), 4));
    List<CountBlock> observed = CountBlock.pack(WORDS, documents(6, 2), 3);
    List<CountBlock> heldOut = CountBlock.pack(WORDS, documents(6, 3), 3);
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
    return new ModelCase<>(
        name,
        Workload.of(new TopicsModel(settings), training, new MemoryBlocks<>(halves)),
        ONLINE,
        positive);
  }

  private static List<CountRow> documents(int n, long seed) {
    Random random = new Random(seed);
    List<CountRow> rows = new ArrayList<>();
    for (int d = 0; d < n; d++) {
      int first = random.nextInt(3) * 4;
      double[] counts = new double[WORDS];
      for (int t = 0; t < 20; t++) {
        counts[random.nextInt(4) > 0 ? first + random.nextInt(4) : random.nextInt(WORDS)]++;
      }
      int[] columns =
          java.util.stream.IntStream.range(0, WORDS).filter(w -> counts[w] > 0).toArray();
      rows.add(
          new CountRow(d, columns, Arrays.stream(columns).mapToDouble(w -> counts[w]).toArray()));
    }
    return rows;
  }

  static ModelCase<PointBlock, PointBlock> regression() {
    Random random = new Random(4);
    double[] weights = {1, -0.5, 0.25};
    List<PointBlock> blocks = new ArrayList<>();
    for (int b = 0; b < 6; b++) {
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
    Rules rules = Rules.all(new Adam(0.02)).with(DrawnRegression.NOISE, new RobbinsMonro(1, 0.7));
    return new ModelCase<>(
        "regression through draws",
        Workload.of(new DrawnRegression(weights.length), new MemoryBlocks<>(blocks)),
        rules,
        parameters ->
            Arrays.stream(parameters.values(DrawnRegression.NOISE)).allMatch(v -> v > 0)
                && Arrays.stream(parameters.values(DrawnRegression.MEAN)).allMatch(Double::isFinite)
                && Arrays.stream(parameters.values(DrawnRegression.LOG_SCALE))
                    .allMatch(Double::isFinite));
  }
}
