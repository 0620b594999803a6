package org.sparksvi.models.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;

/** Random parameters and blocks for tests of local steps. */
final class TopicBlocks {
  private TopicBlocks() {}

  /**
   * Topics with λ from {@code smallest} on, log-uniform over {@code decades} powers of ten: the
   * more decades, the fewer topics of a word.
   */
  static Bundle parameters(TopicsSettings settings, double smallest, double decades, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int topics = settings.topics();
    double[] lambda = new double[settings.words() * topics];
    double[] totals = new double[topics];
    for (int i = 0; i < lambda.length; i++) {
      lambda[i] = smallest * Math.pow(10, random.nextDouble(0, decades));
      totals[i % topics] += lambda[i];
    }
    Bundle parameters = Bundle.zeros(new TopicsModel(settings).layout());
    parameters.set(TopicsModel.TOPICS, lambda);
    parameters.set(TopicsModel.TOTALS, totals);
    return parameters;
  }

  /** Documents with numbers of words as given and counts below a largest. */
  static CountBlock block(int vocabulary, int[] sizes, double largest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<DataRow> rows = new ArrayList<>();
    for (int size : sizes) {
      int[] words = new int[size];
      double[] counts = new double[size];
      int word = -1;
      for (int i = 0; i < size; i++) {
        int last = vocabulary - (size - i);
        int step = Math.max(1, (last - word) / (size - i));
        word += 1 + random.nextInt(step);
        words[i] = word;
        counts[i] = Math.exp(random.nextDouble(Math.log(0.01), Math.log(largest)));
      }
      rows.add(DataRow.counts(rows.size(), words, counts));
    }
    return CountBlock.of(3, vocabulary, rows);
  }
}
