package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Blocks;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;

/** What is done to find the block of a number that is not finite. */
final class FailureOriginTest {
  private static final int BLOCKS = 1000;

  private final List<Integer> read = new ArrayList<>();
  private final NumericalException failure = NumericalException.ofBlocks(5, "no number");

  @BeforeEach
  void readNothing() {
    read.clear();
  }

  /** A workload of many blocks, the last of which alone is spoilt. */
  private Workload<Numbers.One, Numbers.One> workload() {
    Blocks<Numbers.One> blocks =
        new Blocks<>() {
          @Override
          public int count() {
            return BLOCKS;
          }

          @Override
          public int rows(int id) {
            return 1;
          }

          @Override
          public Numbers.One read(int id) {
            read.add(id);
            return new Numbers.One(id == BLOCKS - 1 ? Integer.MAX_VALUE - 1 : id);
          }
        };
    Numbers.Script script =
        new Numbers.Script() {
          @Override
          public double scale(long round) {
            return 1e300;
          }
        };
    return Workload.of(new Numbers(script), blocks);
  }

  private RuntimeException located(long round, int... blocks) {
    Workload<Numbers.One, Numbers.One> workload = workload();
    Bundle parameters = Bundle.zeros(workload.model().layout());
    return FailureOrigin.located(
        failure,
        workload,
        Pass.TRAINING,
        new Round(round, BLOCKS, parameters, new Streams(1)),
        blocks);
  }

  @Test
  void theBlockIsNamed() {
    RuntimeException located = located(5, 3, BLOCKS - 1, 4);

    assertEquals(
        "no number: block 999 brings a number that is not finite to field 'sum' at row 0, column 0",
        located.getMessage());
    assertEquals(List.of(3, BLOCKS - 1), read);
  }

  @Test
  void aLargeRoundIsNotDoneAgainAsAWhole() {
    RuntimeException located = located(5, IntStream.range(0, BLOCKS).toArray());

    assertEquals(
        "no number: it comes from none of the first 64 of 1000 blocks", located.getMessage());
    assertEquals(64, read.size());
  }

  /** Between two averages of local rounds parameters are other ones. */
  @Test
  void aSmallRoundBetweenAveragesIsLeftAlone() {
    assertSame(failure, located(2, BLOCKS - 1));
    assertEquals(List.of(), read);
  }
}
