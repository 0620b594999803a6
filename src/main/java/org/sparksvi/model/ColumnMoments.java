package org.sparksvi.model;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.data.DenseBlock;

/**
 * Weighted means and variances of the columns of rows of numbers, by a start's sample; values that
 * are missing count for nothing.
 *
 * @param rows of the sample
 * @param weights of the values, by column
 * @param means by column; not a number where no value has a weight
 * @param variances by column; 0 where all values of positive weight are the same
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ColumnMoments(long rows, double[] weights, double[] means, double[] variances) {

  /**
   * Those of the sample.
   *
   * @throws IllegalArgumentException where a block has other columns
   */
  public static ColumnMoments of(Start<DenseBlock> start, int columns) {
    List<DenseBlock> sample = start.sample();
    long rows = 0;
    Sums sums = new Sums(new double[columns]);
    for (DenseBlock block : sample) {
      sums.add(block);
      rows += block.rows();
    }
    double[] means = new double[columns];
    Arrays.setAll(means, d -> sums.first[d] / sums.weights[d]);
    Sums deviations = new Sums(means);
    sample.forEach(deviations::add);
    double[] variances = new double[columns];
    Arrays.setAll(
        variances, d -> sums.varies(d) ? deviations.second[d] / deviations.weights[d] : 0);
    return new ColumnMoments(rows, sums.weights, means, variances);
  }

  /**
   * The same, where columns that do not vary in the sample have the moments of as many more blocks
   * as it takes until they all do: what is rare must not be missing from the scale of a column.
   */
  public ColumnMoments untilAllVary(Start<DenseBlock> start) {
    boolean[] constant = new boolean[means.length];
    int left = 0;
    for (int d = 0; d < constant.length; d++) {
      constant[d] = variances[d] == 0;
      left += constant[d] ? 1 : 0;
    }
    Sums sums = new Sums(means);
    for (int b = 0; left > 0 && b < start.blocks().count(); b++) {
      sums.add(start.blocks().read(b));
      left = 0;
      for (int d = 0; d < constant.length; d++) {
        left += constant[d] && !sums.varies(d) ? 1 : 0;
      }
    }
    double[] centre = means.clone();
    double[] spread = variances.clone();
    for (int d = 0; d < constant.length; d++) {
      if (constant[d] && sums.varies(d)) {
        double off = sums.first[d] / sums.weights[d];
        centre[d] += off;
        spread[d] = sums.second[d] / sums.weights[d] - off * off;
      }
    }
    return new ColumnMoments(rows, weights, centre, spread);
  }

  /** Weighted sums of deviations from a centre, and of their squares. */
  private static final class Sums {
    private final double[] centre;
    private final double[] weights;
    private final double[] first;
    private final double[] second;
    private final double[] least;
    private final double[] largest;

    Sums(double[] centre) {
      this.centre = centre;
      weights = new double[centre.length];
      first = new double[centre.length];
      second = new double[centre.length];
      least = new double[centre.length];
      largest = new double[centre.length];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    }

    void add(DenseBlock block) {
      int columns = centre.length;
      if (block.columns() != columns) {
        throw new IllegalArgumentException(
            "rows must have %d columns, but those of block %d have %d"
                .formatted(columns, block.id(), block.columns()));
      }
      for (int i = 0; i < block.values().length; i++) {
        double weight = block.weights()[i / columns];
        double value = block.values()[i];
        if (weight > 0 && !Double.isNaN(value)) {
          int d = i % columns;
          double off = value - centre[d];
          weights[d] += weight;
          first[d] += weight * off;
          second[d] += weight * off * off;
          least[d] = Math.min(least[d], value);
          largest[d] = Math.max(largest[d], value);
        }
      }
    }

    boolean varies(int d) {
      return least[d] < largest[d];
    }
  }
}
