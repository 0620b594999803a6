package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Model;
import org.sparksvi.model.Term;
import org.sparksvi.model.Transforms;

/** What a row brings and receives depends on neither its block nor the rows beside it. */
class RowLawsTest {
  private static final long SEED = 61;

  /** Relative; sums in another order, of numbers that kernels of single precision round. */
  private static final double ROUNDING = 1e-5;

  private static final int SIZE = 7;

  /**
   * A model and its training rows.
   *
   * @param again the same rows, the last first, in blocks of another size
   */
  record RowCase<B extends Block, M extends Model<B> & Transforms<B>>(
      ModelCase<B, ?, M> some, MemoryBlocks<B> again, RowKey<B> keys) {

    Bundle somewhere() {
      return some.somewhere(SEED);
    }

    /** One task's sum. */
    double[] sum(Iterable<B> blocks) {
      LocalStep<B> step = some.model().localSteps(some.round(somewhere(), 3, SEED)).create();
      Contribution sum = new Contribution(some.model().layout());
      blocks.forEach(block -> step.accumulate(block, sum));
      return Bits.values(sum);
    }

    /** What rows are transformed to, by their keys. */
    SortedMap<Long, double[]> transformed(Iterable<B> blocks) {
      int columns = Column.width(some.model().output());
      Transforms.RowTransform<B> transform =
          some.model().transforms(some.round(somewhere(), 1, SEED)).create();
      SortedMap<Long, double[]> rows = new TreeMap<>();
      for (B block : blocks) {
        double[] out = new double[block.rows() * columns];
        transform.transform(block, out);
        for (int r = 0; r < block.rows(); r++) {
          rows.put(keys.of(block, r), Arrays.copyOfRange(out, r * columns, (r + 1) * columns));
        }
      }
      return rows;
    }

    List<B> blocks() {
      return IntStream.of(some.all()).mapToObj(some.workload().training()::read).toList();
    }

    @Override
    public String toString() {
      return some.name();
    }
  }

  /** The key of a block's row. */
  private interface RowKey<B> {
    long of(B block, int row);
  }

  private static List<DataRow> rows(ModelCase<DenseBlock, ?, ?> some) {
    List<DataRow> rows = new ArrayList<>();
    for (int id : some.all()) {
      DenseBlock block = some.workload().training().read(id);
      for (int r = 0; r < block.rows(); r++) {
        int from = r * block.columns();
        double[] values = Arrays.copyOfRange(block.values(), from, from + block.columns());
        rows.add(DataRow.numbers(block.key(r), values, block.weights()[r]));
      }
    }
    return rows;
  }

  private static List<DataRow> countRows(ModelCase<CountBlock, ?, ?> some) {
    List<DataRow> rows = new ArrayList<>();
    for (int id : some.all()) {
      CountBlock block = some.workload().training().read(id);
      for (int r = 0; r < block.rows(); r++) {
        int[] columns =
            IntStream.range(block.start()[r], block.start()[r + 1])
                .map(i -> block.distinct()[block.place()[i]])
                .toArray();
        rows.add(
            DataRow.counts(
                block.key(r),
                columns,
                Arrays.copyOfRange(block.counts(), block.start()[r], block.start()[r + 1])));
      }
    }
    return rows;
  }

  private static MemoryBlocks<DenseBlock> dense(List<DataRow> rows) {
    return MemoryBlocks.pack(DenseBlock::of, rows.get(0).size(), rows, SIZE);
  }

  private static <M extends Model<DenseBlock> & Transforms<DenseBlock>>
      RowCase<DenseBlock, M> dense(ModelCase<DenseBlock, ?, M> some) {
    List<DataRow> rows = rows(some);
    Collections.reverse(rows);
    return new RowCase<>(some, dense(rows), DenseBlock::key);
  }

  private static <M extends Model<CountBlock> & Transforms<CountBlock>>
      RowCase<CountBlock, M> counts(ModelCase<CountBlock, ?, M> some) {
    List<DataRow> rows = countRows(some);
    Collections.reverse(rows);
    return new RowCase<>(
        some, MemoryBlocks.pack(CountBlock::of, ModelCases.WORDS, rows, SIZE), CountBlock::key);
  }

  static Stream<RowCase<?, ?>> transforming() {
    return Stream.concat(
        ModelCases.dense().map(some -> dense(some)), ModelCases.counts().map(some -> counts(some)));
  }

  /** Those that draw nothing in training: draws are named by blocks. */
  static Stream<RowCase<?, ?>> drawless() {
    return Stream.concat(
        ModelCases.drawlessDense().map(some -> dense(some)),
        ModelCases.drawlessCounts().map(some -> counts(some)));
  }

  @ParameterizedTest
  @MethodSource("drawless")
  <B extends Block, M extends Model<B> & Transforms<B>> void howRowsAreCutIntoBlocksDoesNotMatter(
      RowCase<B, M> some) {
    assertClose(some.sum(some.blocks()), some.sum(some.again().blocks()), "sums");
  }

  @ParameterizedTest
  @MethodSource("transforming")
  <B extends Block, M extends Model<B> & Transforms<B>> void aRowReceivesTheSameWhateverItsBlock(
      RowCase<B, M> some) {
    SortedMap<Long, double[]> expected = some.transformed(some.blocks());

    some.transformed(some.again().blocks())
        .forEach((key, row) -> assertClose(expected.get(key), row, "row " + key));
  }

  static Stream<ModelCase<DenseBlock, ?, ? extends Transforms<DenseBlock>>> drawlessDense() {
    return ModelCases.drawlessDense();
  }

  @ParameterizedTest
  @MethodSource("drawlessDense")
  <M extends Model<DenseBlock> & Transforms<DenseBlock>> void aRowOfWeightTwoIsTwoRows(
      ModelCase<DenseBlock, ?, M> some) {
    List<DataRow> twice = new ArrayList<>();
    List<DataRow> heavy = new ArrayList<>();
    for (DataRow row : rows(some)) {
      double[] values = IntStream.range(0, row.size()).mapToDouble(row::value).toArray();
      twice.addAll(List.of(row, row));
      heavy.add(DataRow.numbers(row.key(), values, 2 * row.weight()));
    }
    RowCase<DenseBlock, M> rows = new RowCase<>(some, dense(twice), DenseBlock::key);

    double[] expected = rows.sum(rows.again().blocks());
    double[] found = rows.sum(dense(heavy).blocks());

    int iterations = found.length - Term.values().length + Term.LOCAL_ITERATIONS.ordinal();
    found[iterations] *= 2; // of rows, whatever they weigh
    assertClose(expected, found, "sums");
  }

  private static void assertClose(double[] expected, double[] found, String what) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, found, ROUNDING * (1 + largest), what);
  }
}
