package org.sparksvi.model;

import org.sparksvi.random.Streams;

/** Draws new rows of numbers from a model at some parameters. Safe for many threads. */
@FunctionalInterface
public interface RowDraws {

  /**
   * Draws consecutive rows. Row r depends on (seed, r) alone, never on which rows are drawn with
   * it.
   *
   * @param streams of the draws' seed; row r takes its randomness from the stream of purpose DRAW
   *     at r
   * @param out rows × columns, row-major; overwritten
   */
  void draw(Streams streams, long from, int rows, double[] out);
}
