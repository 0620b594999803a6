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
    Trust trust = Trust.of(new Verdict(outcome, "because"), GOOD, GOOD);

    assertEquals(word, trust.convergence().word());
    assertEquals("because", trust.convergence().reason());
    assertEquals(word.equals("converged"), trust.convergence().knob().isEmpty());
    assertEquals(GOOD, trust.stability());
  }

  /** 1000 draws rely on k-hat up to 0.667; at 0.2 its error is 0.12, at 0.5 it is 0.15. */
  @ParameterizedTest
  @CsvSource({
    "0.2,500,0.01,0.01,good",
    "0.2,500,0.09,0.01,usable", // 0.09 + 2 errors
    "0.4,500,0.01,0.01,usable", // 0.4 + 3 errors are beyond
    "0.6,500,0.01,0.01,poor", // 0.6 + 1
    "0.9,990,0.01,0.001,good", // a tail of no size
    "0.9,960,0.01,0.001,usable",
    "0.2,500,0.9,0.1,poor",
    "Infinity,1,0.01,0.01,poor"
  })
  void globalsAreJudgedByKhatAndDivergence(
      double shape, double effective, double divergence, double error, String word) {
    assertEquals(word, Trust.ofGlobals(shape, 1000, effective, divergence, error).word());
  }

  @Test
  void fewDrawsAreNeverEnough() {
    assertEquals("unknown", Trust.ofGlobals(Double.POSITIVE_INFINITY, 20, 20, 0.01, 0).word());
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
        "k-hat is 0.90 and KL(q || posterior) 0.0120 nats, by 100 importance weights, which are too uneven to rely on",
        Trust.ofGlobals(0.9, 100, 50, 0.012, 0.1).reason());
    assertEquals(
        "KL(q(z) || p(z | x)) is 0.500 nats a row, given the globals",
        Trust.ofRows(true, 0.5, 0, 0).reason());
  }

  @ParameterizedTest
  @CsvSource({
    "0.95,0.90,0.99,stable",
    "0.95,0.89,0.99,partly", // two of three
    "0.95,0.50,0.10,unstable",
    "1,1,0,partly"
  })
  void partsThatAreFoundAgainMakeAModelStable(double a, double b, double c, String word) {
    Finding finding = Trust.ofReplicates("topics", new double[] {a, b, c}, 4);

    assertEquals(word, finding.word());
    assertTrue(finding.reason().contains("of 3 topics"), finding.reason());
    assertTrue(finding.reason().contains("in 4 trainings"), finding.reason());
    assertEquals("unknown", Trust.ofReplicates("topics", new double[0], 4).word());
  }

  /** A better word will do, an unknown one never. */
  @Test
  void requirements() {
    List<Trust> answers =
        List.of(
            Trust.of(new Verdict(Outcome.CONVERGED, ""), GOOD, GOOD),
            Trust.of(new Verdict(Outcome.PLATEAU, ""), Trust.ofRows(true, 0.5, 0, 0), GOOD),
            Trust.of(new Verdict(Outcome.LIMIT_REACHED, ""), Trust.unknown(""), GOOD));
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
