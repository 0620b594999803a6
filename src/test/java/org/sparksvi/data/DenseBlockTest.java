package org.sparksvi.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DenseBlockTest {
  private static final List<DataRow> ROWS =
      List.of(
          DataRow.of(5, 1, 2),
          DataRow.numbers(7, new double[] {3, Double.NaN}, 2.5),
          DataRow.numbers(-1, new double[] {0, -4}, 0));

  @Test
  void rowsArePackedInTheirOrder() {
    List<DenseBlock> blocks = MemoryBlocks.pack(DenseBlock::of, 2, ROWS, 2).blocks();

    assertEquals(2, blocks.size());
    DenseBlock first = blocks.get(0);
    assertArrayEquals(new double[] {1, 2, 3, Double.NaN}, first.values());
    assertArrayEquals(new double[] {1, 2.5}, first.weights());
    assertArrayEquals(new long[] {5, 7}, first.keys());
    assertEquals(3.5, first.weight());
    assertEquals(1, blocks.get(1).id());
    assertEquals(1, blocks.get(1).rows());
    assertEquals(3.5, new MemoryBlocks<>(blocks).totalWeight());
    assertEquals(3, new MemoryBlocks<>(blocks).totalRows());
  }

  @Test
  void equalContentIsInterchangeable() {
    assertEquals(0, DataRow.of(1, 2, 3).compareContent(DataRow.of(9, 2, 3)));
    assertTrue(DataRow.of(1, 2, 3).compareContent(DataRow.of(1, 2, 4)) < 0);
    DataRow heavier = DataRow.numbers(1, new double[] {2, 3}, 2);
    assertTrue(DataRow.of(1, 2, 3).compareContent(heavier) < 0);
  }

  @Test
  void whatIsNoRowIsRefused() {
    assertMessage(
        "values of row 4 must be finite, but column 1 has -Infinity",
        () -> DataRow.of(4, 0, Double.NEGATIVE_INFINITY));
    assertMessage(
        "the weight of row 4 must be finite and not negative, but is -1.0",
        () -> DataRow.numbers(4, new double[1], -1));
    assertMessage(
        "row 5 must have 3 columns, but has 2", () -> DenseBlock.of(0, 3, ROWS.subList(0, 1)));
  }

  @Test
  void arraysThatAreNoBlockAreRefused() {
    assertMessage(
        "array 'values' of block 3 must have 1 x 2 values, but has 1",
        () -> new DenseBlock(3, 2, new long[1], new double[] {1}, new double[1]));
    assertMessage(
        "array 'weights' of block 3 must have a value a row, but has 2 for 1 rows",
        () -> new DenseBlock(3, 1, new long[1], new double[2], new double[1]));
    assertMessage(
        "array 'weights' of block 3 must be finite and not negative, but is NaN at row 0",
        () -> new DenseBlock(3, 1, new long[1], new double[] {Double.NaN}, new double[1]));
    assertMessage(
        "array 'values' of block 3 must hold no infinity, but has Infinity at row 0, column 1",
        () ->
            new DenseBlock(
                3, 2, new long[1], new double[] {1}, new double[] {1, Double.POSITIVE_INFINITY}));
  }

  private static void assertMessage(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
