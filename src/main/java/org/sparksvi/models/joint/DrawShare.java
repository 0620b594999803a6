package org.sparksvi.models.joint;

import java.util.Arrays;

/**
 * Which of a round's draws a block is evaluated at: pairs z, −z, taken in turns by blocks, so that
 * all pairs together see many units.
 *
 * <pre>
 *   pairs of a block = P · weight / N · max(BLOCKS, UNITS / units of the block)      at most P
 * </pre>
 *
 * <p>The two of a pair cancel what is odd in each block, so the means of q do not suffer. Its
 * covariance is that of curvatures which each pair sees on N / P of the weight at least: on {@value
 * #UNITS} units or more, which are a random sample.
 */
final class DrawShare {
  /** Units that see a pair, at least: relative errors of sums of squares are √(2 / units). */
  static final double UNITS = 1000;

  /** Blocks that see a pair, at least, so that one more or less matters little. */
  static final double BLOCKS = 20;

  private final int pairs;
  private final double totalWeight; // 0 where every block sees all draws

  private DrawShare(int pairs, double totalWeight) {
    this.pairs = pairs;
    this.totalWeight = totalWeight;
  }

  /** All of so many draws. */
  static DrawShare all(int draws) {
    return new DrawShare(draws / 2, 0);
  }

  /** Some of so many draws, by blocks of rows of a weight together. */
  static DrawShare some(int draws, double totalWeight) {
    return new DrawShare(draws / 2, totalWeight);
  }

  /** Places of draws, for a block of a number, a weight and a number of units. */
  int[] of(int block, double weight, int units) {
    double wanted =
        totalWeight > 0
            ? pairs * (weight / totalWeight) * Math.max(BLOCKS, UNITS / Math.max(1, units))
            : pairs;
    int count = (int) Math.max(1, Math.min(pairs, Math.ceil(wanted)));
    int[] places = new int[2 * count];
    Arrays.setAll(places, i -> 2 * (int) (((long) block * count + i / 2) % pairs) + i % 2);
    return places;
  }
}
