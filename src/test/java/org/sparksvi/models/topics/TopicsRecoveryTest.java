package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** Topics that a corpus was made of are found again. */
@Tag("thorough")
class TopicsRecoveryTest {
  private static final int TOPICS = 4;
  private static final int WORDS = 40;
  private static final double FOUND = 0.9;

  static Stream<Arguments> runs() {
    return Stream.of(Kernel.values())
        .flatMap(kernel -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(kernel, seed)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void plantedTopicsAreFound(Kernel kernel, long seed) {
    Random random = new Random(100 + seed);
    double[][] truth = new double[TOPICS][WORDS];
    for (int k = 0; k < TOPICS; k++) {
      for (int w = 0; w < WORDS; w++) {
        truth[k][w] = (w / 10 == k ? 1 : 0.02) * (0.2 + random.nextDouble());
      }
    }
    Corpus corpus = new Corpus(draw(truth, random));
    TopicsModel model =
        new TopicsModel(TopicsSettings.of(TOPICS, WORDS, 0.2, 0.1).withKernel(kernel));
    Workload<CountBlock, CountBlock> workload =
        Workload.of(model, MemoryBlocks.pack(CountBlock::of, WORDS, corpus.rows(), 10));

    double[] lambda;
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference =
          new Inference(
              workload, Rules.all(new RobbinsMonro(2, 0.7)), Plan.of(4, 20, seed), execution);
      lambda =
          inference
              .run(inference.start(), Listener.NONE, () -> 0)
              .parameters()
              .copyOf(TopicsModel.TOPICS);
    }

    boolean[] taken = new boolean[TOPICS];
    for (double[] topic : truth) {
      int best = -1;
      double cosine = 0;
      for (int k = 0; k < TOPICS; k++) {
        double c = cosine(topic, lambda, k);
        if (!taken[k] && c > cosine) {
          best = k;
          cosine = c;
        }
      }
      assertTrue(cosine > FOUND, "a planted topic's best match has cosine " + cosine);
      taken[best] = true;
    }
  }

  private static double[][] draw(double[][] topics, Random random) {
    double[][] counts = new double[200][WORDS];
    for (double[] row : counts) {
      int first = random.nextInt(TOPICS);
      int second = random.nextInt(TOPICS);
      double share = 0.5 + 0.5 * random.nextDouble();
      for (int t = 0; t < 60; t++) {
        row[draw(topics[random.nextDouble() < share ? first : second], random)]++;
      }
    }
    return counts;
  }

  private static int draw(double[] weights, Random random) {
    double sum = java.util.Arrays.stream(weights).sum();
    double at = random.nextDouble() * sum;
    int w = 0;
    while (w < weights.length - 1 && at >= weights[w]) {
      at -= weights[w++];
    }
    return w;
  }

  private static double cosine(double[] topic, double[] lambda, int k) {
    double product = 0;
    double a = 0;
    double b = 0;
    for (int w = 0; w < topic.length; w++) {
      double l = lambda[w * TOPICS + k];
      product += topic[w] * l;
      a += topic[w] * topic[w];
      b += l * l;
    }
    return product / Math.sqrt(a * b);
  }
}
