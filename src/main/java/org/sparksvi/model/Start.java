package org.sparksvi.model;

import java.util.ArrayList;
import java.util.List;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.random.Streams;

/**
 * What a model may know of the data before the first round.
 *
 * <p>Rows are stored in the order of a hash of their keys, so the first blocks are a random sample
 * that depends on nothing but the seed.
 *
 * @param blocks the training set
 * @param streams the run's randomness
 */
public record Start<B extends Block>(Blocks<B> blocks, Streams streams) {
  /** Most rows that a sample brings. */
  public static final int SAMPLE_ROWS = 10_000;

  /** Rows of the training set. */
  public long rows() {
    return blocks.totalRows();
  }

  /** N, the weight of the training set's rows. */
  public double weight() {
    return blocks.totalWeight();
  }

  /** The first blocks, of at most {@link #SAMPLE_ROWS} rows but at least one block. */
  public List<B> sample() {
    List<B> sample = new ArrayList<>();
    long rows = 0;
    for (int b = 0; b < blocks.count(); b++) {
      rows += blocks.rows(b);
      if (b > 0 && rows > SAMPLE_ROWS) {
        break;
      }
      sample.add(blocks.read(b));
    }
    return sample;
  }
}
