package org.sparksvi.random;

/** What a random stream is for; two uses of one place get two streams. */
public enum Purpose {
  /** Starting values of the parameters. */
  START,
  /** The order of blocks in an epoch. */
  EPOCH_ORDER,
  /** The order of rows in a data set. */
  ROW_ORDER,
  /** Which rows are held out. */
  HELD_OUT,
  /** Draws from a variational or generative distribution. */
  DRAW
}
