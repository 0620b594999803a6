package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.Streams;

/** Documents drawn from a topic model. */
class TopicDrawsTest {
  private static final int DRAWS = 40_000;
  private static final double DEVIATIONS = 5; // of a mean of draws: once in two million

  /**
   * With α = (a, a) and topics that share no word, two tokens are of one topic with probability (a
   * + 1) / (2 a + 1).
   */
  @Test
  void twoTokensShareATopicAsOftenAsTheDirichletSays() {
    double a = 0.5;
    TopicsModel model =
        new TopicsModel(
            TopicsSettings.of(2, 4, a, 0.1).withInner(10, 1e-3).withKernel(Kernel.SCALAR));
    Bundle parameters = Bundle.zeros(model.layout());
    double never = 1e-300;
    parameters.set(TopicsModel.TOPICS, new double[] {3, never, 1, never, never, 2, never, 2});
    parameters.set(TopicsModel.TOTALS, new double[] {4, 4});
    TopicDraws draws = TopicDraws.of(model, parameters);
    Streams streams = new Streams(1);

    int same = 0;
    int first = 0;
    for (int n = 0; n < DRAWS; n++) {
      int[] words = draws.draw(2, streams.stream(Purpose.DRAW, n));
      same += words[0] / 2 == words[1] / 2 ? 1 : 0;
      first += words[0] == 0 ? 1 : 0;
    }

    double p = (a + 1) / (2 * a + 1);
    assertEquals(p, (double) same / DRAWS, DEVIATIONS * Math.sqrt(p * (1 - p) / DRAWS));
    double q = 0.5 * 0.75;
    assertEquals(q, (double) first / DRAWS, DEVIATIONS * Math.sqrt(q * (1 - q) / DRAWS));
  }
}
