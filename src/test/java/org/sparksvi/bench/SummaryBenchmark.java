package org.sparksvi.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.models.topics.TopicsSummary;

/**
 * What {@code describe}, and the end of {@code train}, take to summarise many topics of many words.
 */
@Tag("bench")
final class SummaryBenchmark {
  private static final int TOPICS = Integer.getInteger("bench.topics", 200);
  private static final int WORDS = Integer.getInteger("bench.words", 500_000);
  private static final int RUNS = Integer.getInteger("bench.runs", 3);
  private static final int SHOWN = 10;
  private static final double NANOS = 1e9;

  @Test
  void summary() {
    TopicsModel model = new TopicsModel(TopicsSettings.of(TOPICS, WORDS, 0.1, 0.05));
    Bundle parameters = Bundle.zeros(model.layout());
    SplittableRandom random = new SplittableRandom(1);
    double[] lambda = new double[TOPICS * WORDS];
    for (int i = 0; i < lambda.length; i++) {
      double u = random.nextDouble();
      lambda[i] = 0.05 + 100 * u * u * u * u * u * u;
    }
    parameters.set(TopicsModel.TOPICS, lambda);
    Vocabulary names =
        Vocabulary.of(IntStream.range(0, WORDS).mapToObj(w -> "w" + w).toList(), "benchmark");
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (int run = 0; run < RUNS; run++) {
      long wall = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      List<TopicsSummary.Topic> topics = TopicsSummary.of(model, parameters, names, SHOWN).topics();
      System.out.printf(
          Locale.ROOT,
          "%d topics, %d words: %.2f s, %.2f CPU s; most probable of the largest: %s%n",
          TOPICS,
          WORDS,
          (System.nanoTime() - wall) / NANOS,
          (system.getProcessCpuTime() - cpu) / NANOS,
          topics.get(0).probable().get(0).word());
    }
  }
}
