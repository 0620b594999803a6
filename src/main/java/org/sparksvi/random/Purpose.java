package org.sparksvi.random;

/** What a random stream is for; two uses of one place get two streams. */
public enum Purpose {
  /** Starting values of the parameters. */
  START(1),
  /** The order of blocks in an epoch. */
  EPOCH_ORDER(2),
  /** The order of rows in a data set. */
  ROW_ORDER(3),
  /** Which rows are held out. */
  HELD_OUT(4),
  /** Draws from a variational or generative distribution. */
  DRAW(5),
  /** Latent variables of rows, drawn from their posteriors. */
  LATENT(6),
  /** Intensities turned into 0 or 1. */
  BINARISE(7),
  /** Inputs that are left out. */
  DROPOUT(8),
  /** Values that are hidden from a model to be found again. */
  MASK(9),
  /**
   * Particles that estimate the evidence of a row, and draws of globals that estimate all rows'.
   */
  EVIDENCE(10);

  private final long code; // part of every stream's name: never change one

  Purpose(long code) {
    this.code = code;
  }

  long code() {
    return code;
  }
}
