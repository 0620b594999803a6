package org.sparksvi.model;

/** A number that inference cannot go on from: not finite, or outside its support. */
public final class NumericalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long round;

  public NumericalException(long round, String message) {
    super(message);
    this.round = round;
  }

  /** What was found out by another exception. */
  public NumericalException(long round, String message, Throwable cause) {
    super(message, cause);
    this.round = round;
  }

  /** The round it happened in. */
  public long round() {
    return round;
  }
}
