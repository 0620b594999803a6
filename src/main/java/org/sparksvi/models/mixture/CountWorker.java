package org.sparksvi.models.mixture;

import static org.sparksvi.numeric.SpecialFunctions.logGamma;

import java.util.Arrays;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;
import org.sparksvi.model.Contribution;

/** Log densities and sums of sparse rows, entry by entry. One instance serves one task. */
final class CountWorker implements Components.Worker<CountBlock> {
  private static final int CHUNK = 256;

  private final CountTable table;
  private final int components;
  private final double[] logs; // of one row, components
  private double[] sums = new double[0]; // distinct columns of the block × components
  private CountBlock block;
  private int first; // row of the block that the chunk begins with

  CountWorker(CountTable table) {
    this.table = table;
    this.components = table.constants().length;
    this.logs = new double[components];
  }

  @Override
  public int chunk() {
    return CHUNK;
  }

  @Override
  public void open(CountBlock next) {
    int columns = table.weights().length / components;
    if (next.columns() != columns) {
      throw new IllegalArgumentException(
          "block %d must have %d columns, but has %d"
              .formatted(next.id(), columns, next.columns()));
    }
    block = next;
    int size = Math.multiplyExact(next.distinct().length, components);
    if (sums.length < size) {
      sums = new double[size];
    }
    Arrays.fill(sums, 0, size, 0);
  }

  /** Rows of counts have no weights. */
  @Override
  public void weights(int from, int rows, double[] out) {
    Arrays.fill(out, 0, rows, 1);
  }

  @Override
  public void logDensities(int from, int rows, double[] out) {
    first = from;
    double[] weights = table.weights();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(table.constants(), 0, logs, 0, components);
      double base = 0;
      double total = 0;
      for (int i = block.start()[from + r]; i < block.start()[from + r + 1]; i++) {
        double count = table.kind().weigh(block.counts()[i]);
        int at = block.distinct()[block.place()[i]] * components;
        for (int k = 0; k < components; k++) {
          logs[k] += count * weights[at + k];
        }
        total += count;
        base -= logGamma(count + 1);
      }
      base = table.kind() == CountFamily.MULTINOMIAL ? base + logGamma(total + 1) : 0;
      for (int k = 0; k < components; k++) {
        out[k * rows + r] = logs[k] + base;
      }
    }
  }

  @Override
  public void add(int rows, double[] share) {
    for (int r = 0; r < rows; r++) {
      for (int i = block.start()[first + r]; i < block.start()[first + r + 1]; i++) {
        double count = table.kind().weigh(block.counts()[i]);
        int at = block.place()[i] * components;
        for (int k = 0; k < components; k++) {
          sums[at + k] += count * share[k * rows + r];
        }
      }
    }
  }

  @Override
  public void close(Contribution into) {
    TouchedRows rows = into.statistics().rows(CountComponents.SUMS);
    int[] distinct = block.distinct();
    rows.reserve(distinct.length);
    for (int d = 0; d < distinct.length; d++) {
      int to = rows.touch(distinct[d]);
      for (int k = 0; k < components; k++) {
        rows.values()[to + k] += sums[d * components + k];
      }
    }
  }
}
