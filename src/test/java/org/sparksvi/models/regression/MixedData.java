package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.models.regression.RandomEffects.Term;

/**
 * Rows of groups, as arrays, the rows of a group one after another.
 *
 * @param x features, by row
 * @param group of the row
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record MixedData(double[][] x, double[] y, int[] group, double[] offsets, double[] weights) {

  /** What responses are drawn from. */
  record Truth(double[] coefficients, double[][] root) {}

  /**
   * Groups of one to {@code most} rows, of standard normal features, in which the intercept and the
   * slopes of the first columns vary.
   *
   * @param truth coefficients, the intercept last, and T of intercept and slopes
   * @param response of a predictor and a uniform number
   */
  static MixedData drawn(
      int groups, int most, Truth truth, long seed, DoubleBinaryOperator response) {
    Random random = new Random(seed);
    int columns = truth.coefficients().length - 1;
    int q = truth.root().length;
    List<double[]> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<Integer> group = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      double[] v = new double[q];
      Arrays.setAll(v, i -> random.nextGaussian());
      double[] u = new double[q];
      for (int i = 0; i < q; i++) {
        for (int j = 0; j <= i; j++) {
          u[i] += truth.root()[i][j] * v[j];
        }
      }
      int rows = 1 + random.nextInt(most);
      for (int r = 0; r < rows; r++) {
        double[] row = new double[columns];
        double f = truth.coefficients()[columns] + u[0];
        for (int c = 0; c < columns; c++) {
          row[c] = 2 + random.nextGaussian();
          f += truth.coefficients()[c] * row[c];
        }
        for (int i = 1; i < q; i++) {
          f += u[i] * row[i - 1];
        }
        x.add(row);
        y.add(response.applyAsDouble(f, random.nextDouble()));
        group.add(g);
      }
    }
    double[] weights = new double[y.size()];
    Arrays.fill(weights, 1);
    return new MixedData(
        x.toArray(double[][]::new),
        y.stream().mapToDouble(d -> d).toArray(),
        group.stream().mapToInt(g -> g).toArray(),
        new double[y.size()],
        weights);
  }

  int rows() {
    return y.length;
  }

  int columns() {
    return x[0].length;
  }

  /** Whole groups in blocks of at least so many rows. */
  MemoryBlocks<GroupedBlock> blocks(int least, boolean sparse) {
    return blocks(least, sparse, new int[rows()]);
  }

  /** Rows dealt to parts of their groups, whose numbers are the same in every group. */
  int[] dealt(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, rows()).map(r -> 1 + random.nextInt(1 + group[r] % 4)).toArray();
  }

  /**
   * The same of groups in parts.
   *
   * @param parts of the rows
   */
  MemoryBlocks<GroupedBlock> blocks(int least, boolean sparse, int[] parts) {
    List<GroupedBlock> blocks = new ArrayList<>();
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < rows(); r++) {
      RowRoles roles = new RowRoles(y[r], offsets[r], group[r], parts[r]);
      DataRow row =
          sparse
              ? DataRow.sparse(r, all(), x[r].clone(), weights[r])
              : DataRow.numbers(r, x[r].clone(), weights[r]);
      rows.add(row.with(roles));
      boolean ends = r + 1 == rows() || group[r + 1] != group[r];
      if (ends && (rows.size() >= least || r + 1 == rows())) {
        blocks.add(new GroupedBlock(LabelledBlock.of(blocks.size(), columns(), rows)));
        rows.clear();
      }
    }
    return new MemoryBlocks<>(blocks);
  }

  private int[] all() {
    int[] all = new int[columns()];
    Arrays.setAll(all, c -> c);
    return all;
  }

  /** With intercepts and the slopes of the first columns that go together. */
  static RandomEffects effects(int slopes, Prior deviations, double correlation) {
    List<Integer> columns = new ArrayList<>(List.of(RandomEffects.INTERCEPT));
    for (int c = 0; c < slopes; c++) {
      columns.add(c);
    }
    return new RandomEffects(List.of(new Term(columns, true)), deviations, correlation);
  }

  /** The same, and intercepts of the parts of groups. */
  static RandomEffects inParts(RandomEffects effects) {
    List<Term> terms = new ArrayList<>(effects.terms());
    terms.add(new Term(List.of(RandomEffects.PART), true));
    return new RandomEffects(terms, effects.deviations(), effects.correlation());
  }
}
