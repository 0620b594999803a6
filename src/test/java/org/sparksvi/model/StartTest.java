package org.sparksvi.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.data.Block;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.random.Streams;

/** What a model may see before it starts. */
class StartTest {

  /** A block of a number of rows that holds nothing. */
  private record Sized(int id, int rows) implements Block {
    @Override
    public double units() {
      return rows;
    }
  }

  @ParameterizedTest
  @CsvSource({
    // at most 10 000 rows, but at least one block
    "4000, 4000, 4000, 2",
    "5000, 5000, 1, 2",
    "20000, 1, 1, 1",
    "10, 10, 10, 3",
    "9999, 1, 1, 2",
    "1, 20000, 1, 1"
  })
  void aSampleIsTheFirstBlocks(int first, int second, int third, int expected) {
    MemoryBlocks<Sized> blocks =
        new MemoryBlocks<>(List.of(new Sized(0, first), new Sized(1, second), new Sized(2, third)));
    Start<Sized> start = new Start<>(blocks, new Streams(1));

    List<Sized> sample = start.sample();

    assertEquals(blocks.blocks().subList(0, expected), sample);
    assertEquals(first + second + third, start.rows());
  }
}
