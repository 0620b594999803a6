package org.sparksvi.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of blocks alone. */
class SingleRowTest {
  private static final CountBlock COUNTS =
      CountBlock.of(
          7,
          9,
          List.of(
              DataRow.counts(11, new int[] {0, 4}, new double[] {2, 1}),
              DataRow.counts(12, new int[] {4, 8}, new double[] {3, 5})));

  @Test
  void aRowOfCountsKeepsItsColumns() {
    CountBlock row = COUNTS.single(1, 3);

    assertEquals(3, row.id());
    assertEquals(1, row.rows());
    assertEquals(9, row.columns());
    assertEquals(12, row.key(0));
    assertEquals(8, row.units());
    assertArrayEquals(new int[] {4, 8}, row.distinct());
    assertArrayEquals(new int[] {0, 1}, row.place());
    assertArrayEquals(new double[] {3, 5}, row.counts());
  }

  /** In other blocks, whose dictionaries differ. */
  @Test
  void rowsOfCountsMayBePackedAnew() {
    CountBlock packed = CountBlock.of(0, 12, List.of(COUNTS.row(1), COUNTS.row(0)));

    assertEquals(0, packed.row(0).compareContent(COUNTS.row(1)));
    assertEquals(12, packed.row(0).key());
    assertEquals(0, packed.row(1).compareContent(COUNTS.row(0)));
    assertEquals(11, packed.row(1).key());
  }

  @Test
  void joinedBlocksAreReadOneAfterTheOther() {
    CountBlock none = CountBlock.of(0, 9, List.of(COUNTS.row(0)));
    Blocks<CountBlock> one = new MemoryBlocks<>(List.of(none));
    Blocks<CountBlock> two =
        new MemoryBlocks<>(
            List.of(none, CountBlock.of(1, 9, List.of(COUNTS.row(1), COUNTS.row(0)))));

    Blocks<CountBlock> joined = new JoinedBlocks<>(List.of(two, one));

    assertEquals(3, joined.count());
    assertEquals(4, joined.totalRows());
    assertEquals(4, joined.totalWeight());
    assertEquals(2, joined.rows(1));
    assertEquals(12, joined.read(1).key(0));
    assertEquals(11, joined.read(2).key(0));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> joined.read(3));
    assertEquals("block must be one of 3, but was 3", refused.getMessage());
  }

  @Test
  void halvesAreDividedTogether() {
    CompletionBlock row = new CompletionBlock(COUNTS, COUNTS).single(0, 5);

    assertEquals(5, row.id());
    assertEquals(1, row.rows());
    assertEquals(3, row.units());
    assertEquals(11, row.observed().key(0));
  }

  @Test
  void aRowOfNumbersKeepsItsWeight() {
    DenseBlock block =
        new DenseBlock(
            0, 2, new long[] {1, 2}, new double[] {1, 2.5}, new double[] {1, 2, 3, Double.NaN});

    DenseBlock row = block.single(1, 8);

    assertEquals(8, row.id());
    assertEquals(2.5, row.weight());
    assertArrayEquals(new double[] {3, Double.NaN}, row.values());
  }

  @Test
  void aRowWithAResponseKeepsItsRoles() {
    LabelledBlock.Sides sides =
        new LabelledBlock.Sides(
            new long[] {1, 2},
            new double[] {1, 3},
            new double[] {0, 1},
            new double[] {0.5, 0.25},
            new long[] {4, 5});
    LabelledBlock dense = new LabelledBlock(0, 1, sides, new double[] {-1, -2}).single(1, 2);
    SparseEntries entries =
        new SparseEntries(
            new int[] {0, 1, 2}, new int[] {3, 6}, new int[] {1, 0}, new double[] {-4, 9});
    LabelledBlock sparse = new LabelledBlock(0, 7, sides, entries).single(0, 2);

    assertEquals(3, dense.weight());
    assertEquals(1, dense.sides().responses()[0]);
    assertEquals(0.25, dense.sides().offsets()[0]);
    assertEquals(5, dense.sides().groups()[0]);
    assertArrayEquals(new double[] {-2}, dense.dense().orElseThrow());
    assertArrayEquals(new int[] {6}, sparse.sparse().orElseThrow().distinct());
    assertArrayEquals(new double[] {-4}, sparse.sparse().orElseThrow().values());
  }

  @Test
  void otherBlocksSayThatTheyAreNotDivided() {
    record Whole(int id) implements Block {
      @Override
      public int rows() {
        return 2;
      }

      @Override
      public double units() {
        return 2;
      }
    }

    assertThrows(UnsupportedOperationException.class, () -> new Whole(0).single(0, 0));
  }
}
