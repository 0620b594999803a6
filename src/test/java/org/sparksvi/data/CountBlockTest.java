package org.sparksvi.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rows of counts, and the blocks they are packed into. */
class CountBlockTest {
  private static final int COLUMNS = 30;

  @Property(tries = 200)
  void packedRowsAreReadBack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
    List<DataRow> rows = rows(seed);
    List<CountBlock> blocks = MemoryBlocks.pack(CountBlock::of, COLUMNS, rows, size).blocks();

    int at = 0;
    for (int b = 0; b < blocks.size(); b++) {
      CountBlock block = blocks.get(b);
      assertEquals(b, block.id());
      assertEquals(Math.min(size, rows.size() - at), block.rows());
      for (int r = 0; r < block.rows(); r++) {
        DataRow row = rows.get(at++);
        assertEquals(row.key(), block.key(r));
        assertEquals(row.size(), block.start()[r + 1] - block.start()[r]);
        for (int i = 0; i < row.size(); i++) {
          int entry = block.start()[r] + i;
          assertEquals(row.column(i), block.distinct()[block.place()[entry]]);
          assertEquals(row.value(i), block.counts()[entry]);
        }
      }
    }
    assertEquals(rows.size(), at);
    assertEquals(
        rows.stream().mapToDouble(DataRow::total).sum(),
        blocks.stream().mapToDouble(CountBlock::units).sum());
    assertEquals(rows.size(), new MemoryBlocks<>(blocks).totalRows());
  }

  private static List<DataRow> rows(long seed) {
    Random random = new Random(seed);
    List<DataRow> rows = new ArrayList<>();
    for (int n = random.nextInt(20); n > 0; n--) {
      int[] columns = IntStream.range(0, COLUMNS).filter(c -> random.nextInt(5) == 0).toArray();
      double[] counts = random.ints(columns.length, 1, 9).asDoubleStream().toArray();
      rows.add(DataRow.counts(random.nextLong(), columns, counts));
    }
    return rows;
  }

  @Test
  void distinctColumnsAscendAndAllOccur() {
    CountBlock block = CountBlock.of(0, 9, List.of(row(7, 2), row(8), row(2, 4)));

    assertArrayEquals(new int[] {2, 4, 7}, block.distinct());
    assertArrayEquals(new int[] {0, 2, 0, 1}, block.place());
    assertArrayEquals(new int[] {0, 2, 2, 4}, block.start());
    assertEquals(9, block.columns());
  }

  private static DataRow row(int... columns) {
    int[] ascending = IntStream.of(columns).sorted().filter(c -> c != 8).toArray();
    double[] counts = new double[ascending.length];
    java.util.Arrays.fill(counts, 1);
    return DataRow.counts(0, ascending, counts);
  }

  @Test
  void rowsAreOrderedByContent() {
    DataRow a = DataRow.counts(1, new int[] {0, 2}, new double[] {1, 1});
    DataRow b = DataRow.counts(2, new int[] {0, 2}, new double[] {1, 2});
    DataRow c = DataRow.counts(3, new int[] {1}, new double[] {1});

    assertTrue(a.compareContent(b) < 0 && b.compareContent(c) < 0 && a.compareContent(c) < 0);
    assertEquals(0, a.compareContent(DataRow.counts(9, new int[] {0, 2}, new double[] {1, 1})));
  }

  @Test
  void saysWhatIsWrongWithARow() {
    assertMessage(
        "row 5 has 2 columns but 1 values",
        () -> DataRow.counts(5, new int[] {0, 1}, new double[] {1}));
    assertMessage(
        "columns of row 5 must be ascending from 0, but entry 1 is 3",
        () -> DataRow.counts(5, new int[] {3, 3}, new double[] {1, 1}));
    assertMessage(
        "counts of row 5 must be positive and finite, but column 3 has 0.0",
        () -> DataRow.counts(5, new int[] {3}, new double[] {0}));
    assertMessage(
        "counts of row 5 must be positive and finite, but column 3 has NaN",
        () -> DataRow.counts(5, new int[] {3}, new double[] {Double.NaN}));
  }

  @Test
  void refusesColumnsBeyondTheDataSet() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> CountBlock.of(4, 7, List.of(row(7))))
            .getMessage()
            .contains("ascending columns below 7"));
  }

  @Test
  void blocksStandAtTheirIds() {
    assertMessage(
        "the block at index 0 must have that id, but has 1",
        () -> new MemoryBlocks<>(List.of(CountBlock.of(1, 3, List.of()))));
  }

  private static void assertMessage(String expected, Runnable work) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
