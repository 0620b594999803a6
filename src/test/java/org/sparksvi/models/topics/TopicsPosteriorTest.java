package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Continued;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Two topics of two words each, and a fifth word that changes sides. */
final class TopicsPosteriorTest {
  private static final int WORDS = 5;
  private static final int MOVES = 4; // the word
  private static final double ETA = 0.01; // a word that a topic has not had weighs exp ψ(η), 1e-44
  private static final double[] BEFORE = {
    // word by word: topic 0, topic 1
    40, ETA, 40, ETA, ETA, 40, ETA, 40, 20, ETA,
  };
  private static final int DOCUMENTS = 60;

  private final TopicsModel model = new TopicsModel(TopicsSettings.of(2, WORDS, 0.1, ETA));
  private final TopicsPosterior posterior = new TopicsPosterior(model);

  private Bundle before() {
    return TopicsPosterior.with(Bundle.zeros(model.layout()), BEFORE);
  }

  /** Documents in which the word is beside those of the other topic. */
  private static MemoryBlocks<CountBlock> day() {
    List<DataRow> rows = new ArrayList<>();
    for (int d = 0; d < DOCUMENTS; d++) {
      rows.add(DataRow.counts(d, new int[] {2, 3, MOVES}, new double[] {3, 3, 2}));
    }
    return MemoryBlocks.pack(CountBlock::of, WORDS, rows, DOCUMENTS);
  }

  @Test
  void tokensAreSpreadEvenly() {
    Bundle sums = posterior.evenly(30);

    assertArrayEquals(new double[] {15, 15}, sums.values(TopicsModel.TOTALS), 1e-12);
    assertTrue(Arrays.stream(sums.copyOf(TopicsModel.TOPICS)).allMatch(value -> value == 3));
  }

  @Test
  void aWordEntersATopicThatHasNotHadIt() {
    MemoryBlocks<CountBlock> day = day();
    double tokens = 8.0 * DOCUMENTS;
    Continued<CountBlock, CompletionBlock, TopicsModel> continued =
        new Continued<>(model, before(), posterior.evenly(tokens));
    Workload<CountBlock, CompletionBlock> workload =
        Workload.of(continued, day, new MemoryBlocks<CompletionBlock>(List.of()));
    Plan plan = new Plan(1, 40, Double.POSITIVE_INFINITY, 0, 1, 0, 3);
    Bundle sums;
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      sums = inference.run(inference.start(), Listener.NONE, () -> 0).parameters();
    }

    assertEquals(tokens, Arrays.stream(sums.values(TopicsModel.TOTALS)).sum(), 1e-6 * tokens);
    double moved = sums.copyOf(TopicsModel.TOPICS)[2 * MOVES + 1];
    assertTrue(moved > 1.8 * DOCUMENTS, "of 120 of its tokens " + moved + " are in topic 1");
  }

  @Test
  void withoutItsRowsAWordHasThePriorsShare() {
    TopicsSettings settings =
        TopicsSettings.of(3, 5, 0.3, 0.2).withEta(Concentration.asymmetric(0.2));
    TopicsModel model = new TopicsModel(settings);
    Bundle parameters = TopicBlocks.parameters(settings, 1, 1, 1);

    Bundle none = model.faded(parameters, 0);

    assertEquals(model.eta(parameters)[0], none.copyOf(TopicsModel.TOPICS)[0], 1e-15);
  }

  @Test
  void aTopicIsAtNoDistanceFromItself() {
    assertArrayEquals(new double[2], posterior.divergences(before(), before()), 1e-12);
  }
}
