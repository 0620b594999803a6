package org.sparksvi.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.diagnose.Trust.Requirement;
import org.sparksvi.diagnose.Verdict.Outcome;

class TrustTest {
  private static final Finding GOOD = Trust.ofRows(true, 0, 0, 0);

  @ParameterizedTest
  @CsvSource({
    "CONVERGED,converged",
    "PLATEAU,plateau",
    "LIMIT_REACHED,budget",
    "STOPPED,budget",
    "DIVERGING,diverged"
  })
  void convergenceFollowsFromHowTheTrainingEnded(Outcome outcome, String word) {
    Trust trust = Trust.of(new Verdict(outcome, "because"), GOOD);

    assertEquals(word, trust.convergence().word());
    assertEquals("because", trust.convergence().reason());
    assertEquals(word.equals("converged"), trust.convergence().knob().isEmpty());
    assertEquals("unknown", trust.stability().word());
  }

  /** KL and its error, k-hat reliable or not. */
  @ParameterizedTest
  @CsvSource({
    "true,0.3,0.01,0.01,good",
    "true,0.3,0.09,0.01,usable", // 0.09 + 2 errors
    "true,0.6,0.5,0.1,usable",
    "true,0.6,0.9,0.1,poor",
    "false,0.9,0.01,0.01,poor"
  })
  void globalsAreJudgedByKhatAndDivergence(
      boolean reliable, double shape, double divergence, double error, String word) {
    assertEquals(word, Trust.ofGlobals(reliable, shape, divergence, error).word());
  }

  @ParameterizedTest
  @CsvSource({
    "true,0.05,0.01,0,good",
    "true,0.5,0.01,0,usable",
    "true,5,0.01,0,poor",
    "true,0.05,0.01,0.06,unknown", // of six rows in a hundred nothing is known
    "false,0,0,0,unknown", // the globals have a posterior that nobody has looked at
    "false,5,0.01,0,poor" // what is poor in its parts is poor
  })
  void rowsAreJudgedByTheirDivergence(
      boolean points, double divergence, double error, double unreliable, String word) {
    assertEquals(word, Trust.ofRows(points, divergence, error, unreliable).word());
  }

  @Test
  void reasonsHaveTheFigure() {
    assertEquals(
        "k-hat is 0.90 and KL(q || posterior) 0.0120 nats, by importance weights, which are too uneven to rely on",
        Trust.ofGlobals(false, 0.9, 0.012, 0.1).reason());
    assertEquals(
        "KL(q(z) || p(z | x)) is 0.5 nats a row, given the globals",
        Trust.ofRows(true, 0.5, 0, 0).reason());
  }

  /** A better word will do, an unknown one never. */
  @Test
  void requirements() {
    List<Trust> answers =
        List.of(
            Trust.of(new Verdict(Outcome.CONVERGED, ""), GOOD),
            Trust.of(new Verdict(Outcome.PLATEAU, ""), Trust.ofRows(true, 0.5, 0, 0)),
            Trust.of(new Verdict(Outcome.LIMIT_REACHED, ""), Trust.unknown("")));
    int[] met = {4, 2, 0}; // of each answer
    for (int a = 0; a < met.length; a++) {
      Trust answer = answers.get(a);
      long count = Arrays.stream(Requirement.values()).filter(r -> r.isMet(answer)).count();
      assertEquals(met[a], count, answer.toString());
    }
    assertTrue(Requirement.PLATEAU.isMet(answers.get(1)));
    assertFalse(Requirement.CONVERGED.isMet(answers.get(1)));
    assertFalse(Requirement.GOOD.isMet(answers.get(1)));
  }
}
