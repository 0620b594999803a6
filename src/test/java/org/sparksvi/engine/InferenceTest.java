package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.bundle.Direction;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.diagnose.Verdict.Outcome;
import org.sparksvi.model.NumericalException;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** What a run records, and when it ends. */
class InferenceTest {
  private static final double FOREVER = Double.POSITIVE_INFINITY;
  private static final Numbers.Script PLAIN = new Numbers.Script() {};

  /** Rounds of an epoch with two of the six blocks each. */
  private static final int ROUNDS = 3;

  /** A few roundings of the numbers here. */
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest
  @CsvSource({
    // first, ends of epochs, and every so many
    "1, '1 2 3 4 5 6 7 8 9 10 11 12'",
    "2, '1 2 3 4 6 8 9 10 12'",
    "4, '1 3 4 6 8 9 12'",
    "5, '1 3 5 6 9 10 12'",
    "100, '1 3 6 9 12'"
  })
  void theWholeBoundIsThereExactlyWhenPromised(long every, String rounds) {
    for (boolean scoresHeldOut : new boolean[] {false, true}) {
      Plan plan = new Plan(2, 4, FOREVER, 0, every, 0, 1);
      List<TraceLine> trace = run(PLAIN, scoresHeldOut, plan, Listener.NONE, () -> 0).trace();

      assertEquals(rounds, where(trace, line -> line.elbo().isPresent()));
      assertEquals(rounds, where(trace, line -> line.globalKl().isPresent()));
      assertEquals(rounds, where(trace, line -> line.elboPerRow().isPresent()));
      assertEquals(rounds, where(trace, line -> line.elboPerUnit().isPresent()));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, '3 6 9 12'", "1, '1 2 3 4 5 6 7 8 9 10 11 12'", "4, '3 4 6 8 9 12'"})
  void theHeldOutScoreIsThereExactlyWhenPromised(long every, String rounds) {
    Plan plan = new Plan(2, 4, FOREVER, 0, 10, every, 1);

    assertEquals(
        rounds,
        where(
            run(PLAIN, true, plan, Listener.NONE, () -> 0).trace(),
            line -> line.heldOut().isPresent()));
    assertEquals(
        "",
        where(
            run(PLAIN, false, plan, Listener.NONE, () -> 0).trace(),
            line -> line.heldOut().isPresent()));
  }

  @Test
  void theBoundIsTheSumOfItsPieces() {
    for (TraceLine line : run(PLAIN, true, plan(4, 0, 1), Listener.NONE, () -> 0).trace()) {
      assertEquals(2, line.rows());
      assertEquals(8, line.units());
      assertEquals(-58.5, line.expectedLogLikelihood(), ROUNDING); // 6 · (−10 + ¼)
      assertEquals(1.5, line.localKl(), ROUNDING);
      assertEquals(3, line.globalKl().orElseThrow(), ROUNDING);
      assertEquals(
          line.expectedLogLikelihood() - line.localKl() - line.globalKl().orElseThrow(),
          line.elbo().orElseThrow(),
          ROUNDING);
      assertEquals(line.elbo().orElseThrow() / 6, line.elboPerRow().orElseThrow(), ROUNDING);
      assertEquals(line.elbo().orElseThrow() / 24, line.elboPerUnit().orElseThrow(), ROUNDING);
      assertEquals(1, line.rate().orElseThrow());
    }
  }

  @Test
  void epochsAndRoundsAreCountedFromOne() {
    List<TraceLine> trace = run(PLAIN, false, plan(2, 0, 1), Listener.NONE, () -> 0).trace();

    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), trace.stream().map(TraceLine::round).toList());
    assertEquals(List.of(1L, 1L, 1L, 2L, 2L, 2L), trace.stream().map(TraceLine::epoch).toList());
  }

  @Test
  void aLimitOfEpochsEndsTheRun() {
    Fit fit = run(PLAIN, false, plan(2, 0, 10), Listener.NONE, () -> 0);

    assertEquals(new Verdict(Outcome.LIMIT_REACHED, "2 epochs (6 rounds) are done"), fit.verdict());
  }

  @Test
  void aLimitOfSecondsEndsTheRun() {
    double[] now = {100};
    Plan plan = new Plan(2, 1000, 5, 0, 10, 0, 1);

    Fit fit = run(PLAIN, false, plan, Listener.NONE, () -> now[0]++);

    assertEquals(
        new Verdict(Outcome.LIMIT_REACHED, "5.0 seconds are used up after 5 rounds"),
        fit.verdict());
    assertEquals(
        List.of(1.0, 2.0, 3.0, 4.0, 5.0), fit.trace().stream().map(TraceLine::seconds).toList());
  }

  @Test
  void secondsGoOnOverSessions() {
    double[] now = {0};
    Plan plan = new Plan(2, 1000, 5, 0, 10, 0, 1);
    Fit first = run(PLAIN, false, plan, stopAfter(2), () -> now[0]++);
    Workload<?, ?> workload = new Numbers(PLAIN).workload(false);
    now[0] = 1e9;

    Fit second =
        new Inference(workload, Rules.all(new Constant(1)), plan, new InProcess(workload, 1))
            .run(first.state(), Listener.NONE, () -> now[0]++);

    assertEquals(List.of(3.0, 4.0, 5.0), second.trace().stream().map(TraceLine::seconds).toList());
  }

  @Test
  void aListenerCanStopTheRun() {
    Fit fit = run(PLAIN, false, plan(9, 0, 10), Listener.NONE.and(stopAfter(4)), () -> 0);

    assertEquals(new Verdict(Outcome.STOPPED, "asked to stop after round 4"), fit.verdict());
    assertEquals(4, fit.state().round());
  }

  @Test
  void heldOutScoresDecideWhereThereAreSome() {
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double heldOut(long round) {
            return round <= 6 ? round : 6;
          }
        };

    Fit fit = run(script, true, plan(100, 0.1, 10), Listener.NONE, () -> 0);

    // scores of epochs: 3, 6, 6, 6; of minibatches, whose steps may end nearby
    assertEquals(Outcome.PLATEAU, fit.verdict().outcome());
    assertTrue(fit.verdict().reason().contains("some of the rows"), fit.verdict().reason());
    assertEquals(4 * ROUNDS, fit.state().round());
    assertEquals(6, fit.trace().get(11).heldOut().orElseThrow(), ROUNDING);
    assertEquals(4, fit.trace().get(11).epoch());
  }

  @Test
  void smoothedBoundsDecideWhereNothingIsHeldOut() {
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double localElbo(long round) {
            // up and down within an epoch, and up by 3 from each to the next until the third
            return round % ROUNDS + 3 * Math.min(3, (round - 1) / ROUNDS);
          }
        };

    Fit fit = run(script, false, plan(100, 0.1, 10), Listener.NONE, () -> 0);

    assertEquals(Outcome.PLATEAU, fit.verdict().outcome());
    assertEquals(8 * ROUNDS, fit.state().round());
    double[] scores = fit.state().progress().scores();
    assertEquals(1 - 3.0 / 6, scores[0], ROUNDING); // mean of 1, 2, 0, and the global part a row
    assertEquals(10 - 3.0 / 6, scores[5], ROUNDING);
  }

  @Test
  void aScoreThatFallsAgainAndAgainEndsTheRun() {
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double heldOut(long round) {
            return -round;
          }
        };

    Fit fit = run(script, true, plan(100, 0, 10), Listener.NONE, () -> 0);

    assertEquals(Outcome.DIVERGING, fit.verdict().outcome());
    assertEquals(6 * ROUNDS, fit.state().round());
  }

  /** Scores by round: up to the third, then never as high again. */
  private static final Numbers.Script RISES_TO_3 =
      new Numbers.Script() {
        @Override
        public double heldOut(long round) {
          return round <= 3 ? round : 3 - 0.25 * (round % 3);
        }
      };

  @Test
  void aRunEndsWhenItsScoreHasNotRisenForSoManyScores() {
    Fit fit = run(RISES_TO_3, true, patient(4, 100), Listener.NONE, () -> 0);

    assertEquals(
        new Verdict(
            Outcome.PLATEAU,
            "the held-out score has not risen above the 3.000000 of round 3 for 4 scores"),
        fit.verdict());
    assertEquals(7, fit.state().round()); // 4, 5, 6 and 7 brought nothing
    assertEquals(new BestScore(3, 3, 4), fit.state().progress().best());
  }

  @Test
  void patienceGoesOnOverSessions() {
    State stopped = run(RISES_TO_3, true, patient(4, 100), stopAfter(5), () -> 0).state();
    Workload<?, ?> workload = new Numbers(RISES_TO_3).workload(true);

    Fit fit =
        new Inference(
                workload, Rules.all(new Constant(1)), patient(4, 100), new InProcess(workload, 1))
            .run(stopped, Listener.NONE, () -> 0);

    assertEquals(7, fit.state().round());
  }

  @Test
  void withoutPatienceScoresThatNeverRiseEndNothing() {
    Fit fit = run(RISES_TO_3, true, patient(0, 5), Listener.NONE, () -> 0);

    assertEquals(Outcome.LIMIT_REACHED, fit.verdict().outcome());
    assertEquals(new BestScore(3, 3, 12), fit.state().progress().best());
  }

  private static Plan patient(long patience, long epochs) {
    return new Plan(2, epochs, FOREVER, 0, patience, 10, 1, 1, RoundPlan.SYNCHRONOUS);
  }

  @Test
  void stepsThatWereHalvedAreSmallerByThat() {
    Workload<?, ?> workload = new Numbers(PLAIN).workload(false);
    Rules rules = Rules.all(new Constant(0.5));
    Inference inference = new Inference(workload, rules, plan(1, 0, 1), new InProcess(workload, 1));

    Fit halved = inference.run(inference.start().withHalvings(3), Listener.NONE, () -> 0);

    assertEquals(0.0625, halved.trace().get(0).rate().orElseThrow());
    assertEquals(3, halved.state().halvings());
    // from 0 toward 21 in expectation: a block's sum, to all six
    double target =
        run(PLAIN, false, plan(1, 0, 1), stopAfter(1), () -> 0).parameters().copyOf("sum")[0];
    Fit first = inference.run(inference.start().withHalvings(3), stopAfter(1), () -> 0);
    assertEquals(0.0625 * target, first.parameters().copyOf("sum")[0], ROUNDING);
  }

  @Test
  void theStateBeforeARoundThatFailsIsWholeAndShown() {
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public BiConsumer<Long, Direction> onTarget() {
            return (round, out) -> {
              if (round == 5) {
                out.background("sum")[1] = Double.NaN;
              }
            };
          }
        };
    List<State> shown = new ArrayList<>();
    Listener watch =
        new Listener() {
          @Override
          public void onFailure(State lastGood) {
            shown.add(lastGood.snapshot());
          }
        };

    NumericalException e =
        assertThrows(
            NumericalException.class,
            () -> run(script, false, plan(9, 0, 1), Listener.NONE.and(watch), () -> 0));

    assertEquals(
        "the target of field 'sum' must be finite, but is not at row 1, column 0 in round 5",
        e.getMessage());
    Fit before = run(PLAIN, false, plan(9, 0, 1), stopAfter(4), () -> 0);
    assertEquals(4, shown.get(0).round());
    assertArrayEquals(before.parameters().copyOf("sum"), shown.get(0).parameters().copyOf("sum"));
  }

  @Test
  void aFinishedRunThatIsResumedSaysTheSameAgain() {
    Fit fit = run(PLAIN, false, plan(2, 0, 10), Listener.NONE, () -> 0);
    Workload<?, ?> workload = new Numbers(PLAIN).workload(false);

    Fit again =
        new Inference(
                workload, Rules.all(new Constant(1)), plan(2, 0, 10), new InProcess(workload, 1))
            .run(fit.state(), Listener.NONE, () -> 0);

    assertEquals(List.of(), again.trace());
    assertEquals(fit.verdict(), again.verdict());
  }

  @Test
  void heldOutRowsThatCannotBeScoredAreRefused() {
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double heldOutUnits() {
            return 0;
          }
        };

    assertEquals(
        "held-out rows must bring at least one unit to score, but the 2 blocks of them bring 0.0; a row of weight 0 or without a response, and a document of one token, bring none",
        assertThrows(
                UnscoredException.class,
                () -> run(script, true, plan(1, 0, 10), Listener.NONE, () -> 0))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 0, 1, 0, 'blocks per round must be at least 1, but was 0'",
    "1, 0, 1, 0, 1, 0, 'epochs must be at least 1, but was 0'",
    "1, 1, 0, 0, 1, 0, 'seconds must be positive, but was 0.0'",
    "1, 1, 1, NaN, 1, 0, 'tolerance must be at least 0, but was NaN'",
    "1, 1, 1, 0, 0, 0, 'bound-every must be at least 1, but was 0'",
    "1, 1, 1, 0, 1, -1, 'held-out-every must be at least 0, but was -1'"
  })
  void refusesPlansThatCannotBe(
      int blocks,
      long epochs,
      double seconds,
      double tolerance,
      long boundEvery,
      long heldOutEvery,
      String message) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new Plan(blocks, epochs, seconds, tolerance, boundEvery, heldOutEvery, 1))
            .getMessage());
  }

  private static Plan plan(long epochs, double tolerance, long boundEvery) {
    return new Plan(2, epochs, FOREVER, tolerance, boundEvery, 0, 1);
  }

  private static Fit run(
      Numbers.Script script,
      boolean scoresHeldOut,
      Plan plan,
      Listener listener,
      DoubleSupplier clock) {
    Workload<Numbers.One, Numbers.One> workload = new Numbers(script).workload(scoresHeldOut);
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      return inference.run(inference.start(), listener, clock);
    }
  }

  private static Listener stopAfter(long round) {
    long[] seen = {0};
    return new Listener() {
      @Override
      public void onRound(TraceLine line, State state) {
        seen[0] = line.round();
      }

      @Override
      public boolean wantsStop() {
        return seen[0] >= round;
      }
    };
  }

  private static String where(List<TraceLine> trace, Predicate<TraceLine> has) {
    return String.join(
        " ",
        LongStream.range(0, trace.size())
            .filter(i -> has.test(trace.get((int) i)))
            .mapToObj(i -> Long.toString(i + 1))
            .toList());
  }
}
