package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Direction;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Rounds whose sums jump, vanish, or are no numbers. */
class SynchronousTest {
  /** What the engine promises of sums after a jump; see ExactTotal. */
  private static final double AFTER_A_JUMP = 0x1p-29;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 1 1 1",
        "1 1e30 1e30 1",
        "1e30 1e-30 1e30 1e-30",
        "1e-30 1 1e-3 1e3",
        "1 1e100 1e20 1",
        "1e250 1e180 1e250",
        "1 0 1 0 1e20 0 1e-20"
      })
  void sumsAreRightHoweverTheyJump(String scales) {
    double[] scale = Arrays.stream(scales.split(" ")).mapToDouble(Double::parseDouble).toArray();
    List<Double> sums = new ArrayList<>();
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double scale(long round) {
            return scale[(int) round - 1];
          }
        };
    Listener keep =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            sums.add(state.parameters().copyOf("sum")[0]);
          }
        };

    run(script, scale.length, keep);

    for (int r = 0; r < scale.length; r++) {
      double expected = Numbers.SUM_OF_WEIGHTS * scale[r];
      assertEquals(expected, sums.get(r), AFTER_A_JUMP * expected, "round " + (r + 1));
    }
  }

  /** Six blocks, four a round: the last round of an epoch sees two. */
  @Test
  void sumsAreScaledByTheRowsReallySeen() {
    Workload<Numbers.One, Numbers.One> workload =
        new Numbers(new Numbers.Script() {}).workload(false);
    Plan plan = Plan.of(4, 3, 1);
    EpochOrder order = new EpochOrder(Numbers.BLOCKS, 4, new Streams(1));
    Listener check =
        new Listener() {
          @Override
          public void onRound(TraceLine line, State state) {
            int[] ids = order.blocks(line.round());
            double sum = Arrays.stream(ids).map(id -> id + 1).sum();

            assertEquals(
                sum * Numbers.BLOCKS / ids.length,
                state.parameters().copyOf("sum")[0],
                AFTER_A_JUMP);
            assertEquals(ids.length, line.rows());
            assertEquals(-9.75 * Numbers.BLOCKS, line.expectedLogLikelihood(), AFTER_A_JUMP);
          }
        };
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      inference.run(inference.start(), check, () -> 0);
    }
  }

  @Test
  void aRoundIsRepeatedOnlyWhereItsSumsJump() {
    List<Long> asked = new ArrayList<>();
    Numbers model =
        new Numbers(
            new Numbers.Script() {
              @Override
              public double scale(long round) {
                return round == 3 ? 1e12 : 1;
              }
            });
    Workload<Numbers.One, Numbers.One> workload = model.workload(false);
    Execution counting =
        new Execution() {
          private final InProcess inner = new InProcess(workload, 1);

          @Override
          public ExactTotal sum(Pass pass, Round round, Quanta quanta, int[] blocks) {
            asked.add(round.number());
            return inner.sum(pass, round, quanta, blocks);
          }

          @Override
          public ExactTotal run(Work work, int[] units) {
            return inner.run(work, units);
          }

          @Override
          public void close() {
            inner.close();
          }
        };
    Inference inference =
        new Inference(
            workload, Rules.all(new Constant(1)), Plan.of(Numbers.BLOCKS, 5, 1), counting);

    inference.run(inference.start(), Listener.NONE, () -> 0);

    assertTrue(asked.size() > 5 && asked.size() <= 10, asked.toString());
    assertEquals(List.of(1L, 2L, 3L), asked.subList(0, 3));
    assertEquals(3L, asked.get(3));
    assertEquals(5L, asked.get(asked.size() - 1));
    assertEquals(1, asked.stream().filter(round -> round == 5).count());
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void aSumThatIsNoNumberNamesItsRound(double value) {
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double scale(long round) {
            return round == 3 ? value : 1;
          }
        };

    NumericalException failure =
        assertThrows(NumericalException.class, () -> run(script, 5, Listener.NONE));

    assertEquals(3, failure.round());
    assertEquals(
        "the sums of field 'sum' in round 3 are not finite at any resolution: "
            + "block B brings a number that is not finite to field 'sum' at row R, column 0",
        failure.getMessage().replaceAll("block \\d", "block B").replaceAll("row \\d", "row R"));
  }

  /** A file system may fail when the last good state is to be kept. */
  @Test
  void whatAListenerThrowsStandsBehindTheFailure() {
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double scale(long round) {
            return round == 2 ? Double.NaN : 1;
          }
        };
    UncheckedIOException outage = new UncheckedIOException(new IOException("no space"));
    Listener failing =
        new Listener() {
          @Override
          public void onFailure(State lastGood) {
            throw outage;
          }
        };

    NumericalException failure =
        assertThrows(NumericalException.class, () -> run(script, 5, failing));

    assertEquals(2, failure.round());
    assertSame(outage, failure.getCause().getSuppressed()[0]);
  }

  @Test
  void aLocalBoundThatIsNoNumberNamesItsRound() {
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double localElbo(long round) {
            return round == 2 ? Double.NaN : -1;
          }
        };

    NumericalException failure =
        assertThrows(NumericalException.class, () -> run(script, 5, Listener.NONE));

    assertEquals(2, failure.round());
    assertEquals(
        "the local bound of round 2 is NaN: block B brings NaN to the term 'expected log likelihood'",
        failure.getMessage().replaceAll("block \\d", "block B"));
  }

  @Test
  void aGlobalBoundThatIsNoNumberNamesItsRound() {
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double globalElbo(long round) {
            return round == 4 ? Double.NEGATIVE_INFINITY : -1;
          }
        };

    NumericalException failure =
        assertThrows(NumericalException.class, () -> run(script, 5, Listener.NONE));

    assertEquals(4, failure.round());
    assertEquals("the global bound of round 4 is -Infinity", failure.getMessage());
  }

  @Test
  void aTargetThatIsNoNumberNamesItsPlace() {
    BiConsumer<Long, Direction> inARow =
        (round, out) -> out.rows(0).values()[out.rows(0).touch(1)] = 1.0 / 0;
    BiConsumer<Long, Direction> inTheBackground =
        (round, out) -> out.background("sum")[1] = Double.NaN;

    for (BiConsumer<Long, Direction> spoil : List.of(inARow, inTheBackground)) {
      Numbers.Script script =
          new Numbers.Script() {
            @Override
            public BiConsumer<Long, Direction> onTarget() {
              return (round, out) -> {
                if (round == 2) {
                  spoil.accept(round, out);
                }
              };
            }
          };

      NumericalException failure =
          assertThrows(NumericalException.class, () -> run(script, 5, Listener.NONE));

      assertEquals(
          "the target of field 'sum' must be finite, but is not at row 1, column 0 in round 2",
          failure.getMessage());
    }
  }

  private static void run(Numbers.Script script, long rounds, Listener listener) {
    Workload<Numbers.One, Numbers.One> workload = new Numbers(script).workload(false);
    try (InProcess execution = new InProcess(workload, 1)) {
      Plan plan = Plan.of(Numbers.BLOCKS, rounds, 1);
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      inference.run(inference.start(), listener, () -> 0);
    }
  }
}
