package org.sparksvi.model;

/** A number that inference cannot go on from: not finite, or outside its support. */
public final class NumericalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long round;
  private final boolean ofBlocks;

  public NumericalException(long round, String message) {
    this(round, message, null, false);
  }

  /** What was found out by another exception. */
  public NumericalException(long round, String message, Throwable cause) {
    this(round, message, cause, false);
  }

  private NumericalException(long round, String message, Throwable cause, boolean ofBlocks) {
    super(message, cause);
    this.round = round;
    this.ofBlocks = ofBlocks;
  }

  /** One of a sum over blocks, whose addends tell where it comes from. */
  public static NumericalException ofBlocks(long round, String message) {
    return new NumericalException(round, message, null, true);
  }

  /** Whether the addends of a sum over blocks tell more. */
  public boolean ofBlocks() {
    return ofBlocks;
  }

  /** The round it happened in. */
  public long round() {
    return round;
  }
}
