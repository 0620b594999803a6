package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.laws.Oracle;

/** Settings outside their range, and priors that are kept or learned. */
class TopicsSettingsTest {

  @Test
  void refusesSettingsOutsideTheirRange() {
    TopicsSettings fine = TopicsSettings.of(2, 3, 0.1, 0.1);

    assertMessage("topics must be at least 1, but was 0", () -> TopicsSettings.of(0, 3, 1, 1));
    assertMessage("words must be at least 1, but was -1", () -> TopicsSettings.of(2, -1, 1, 1));
    assertMessage("inner iterations must be at least 1, but was 0", () -> fine.withInner(0, 0.1));
    assertMessage("inner tolerance must be in (0, 1), but was 1.0", () -> fine.withInner(1, 1));
    assertMessage(
        "a Dirichlet prior's parameter must be positive and finite, but was 0.0",
        () -> Concentration.fixed(0));
    assertMessage(
        "a Dirichlet prior's parameter must be positive and finite, but was NaN",
        () -> Concentration.symmetric(Double.NaN));
  }

  @Test
  void fixedPriorsStayAndLearnedOnesFollowTheMeanLogs() {
    double[] meanLog = new double[3];
    double[] truth = {0.5, 2, 7};
    for (int k = 0; k < 3; k++) {
      meanLog[k] = Oracle.digamma(truth[k]) - Oracle.digamma(9.5);
    }

    assertArrayEquals(new double[] {4, 4, 4}, Concentration.fixed(4).fit(meanLog));
    assertArrayEquals(truth, Concentration.asymmetric(4).fit(meanLog), 1e-9);
    double[] symmetric = Concentration.symmetric(4).fit(meanLog);
    // ψ(a) − ψ(3a) is the mean of the mean logs
    assertEquals(
        (meanLog[0] + meanLog[1] + meanLog[2]) / 3,
        Oracle.digamma(symmetric[0]) - Oracle.digamma(3 * symmetric[0]),
        1e-12);
  }

  /** A learned α starts at its start, though it is read out of mean logs. */
  @Test
  void learnedPriorsStartWhereTheyAreTold() {
    Corpus corpus = Corpus.random(5, 6, 5, 1);
    TopicsModel model =
        new TopicsModel(
            TopicsSettings.of(4, 6, 1, 1)
                .withAlpha(Concentration.asymmetric(0.17))
                .withEta(Concentration.symmetric(0.03)));

    Bundle start =
        model.initial(
            new org.sparksvi.model.Start<>(
                new org.sparksvi.data.MemoryBlocks<>(java.util.List.of(corpus.block())),
                new org.sparksvi.random.Streams(1)));

    assertArrayEquals(new double[] {0.17, 0.17, 0.17, 0.17}, model.alpha(start), 1e-12);
    assertArrayEquals(new double[] {0.03, 0.03, 0.03, 0.03, 0.03, 0.03}, model.eta(start), 1e-15);
  }

  private static void assertMessage(String expected, Runnable work) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
