package org.sparksvi.models.joint;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sparksvi.data.DenseBlock;

/** Rows that count: a derivative that is no number would be one also with a weight of 0. */
final class Weighted {
  private Weighted() {}

  /** The rows of some weight; all of them where there is nothing to leave out. */
  static DenseBlock of(DenseBlock block) {
    int[] kept = IntStream.range(0, block.rows()).filter(r -> block.weights()[r] > 0).toArray();
    if (kept.length == block.rows()) {
      return block;
    }
    int width = block.columns();
    double[] values = new double[kept.length * width];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(block.values(), kept[i] * width, values, i * width, width);
    }
    return new DenseBlock(
        block.id(),
        width,
        Arrays.stream(kept).mapToLong(block::key).toArray(),
        Arrays.stream(kept).mapToDouble(r -> block.weights()[r]).toArray(),
        values);
  }
}
