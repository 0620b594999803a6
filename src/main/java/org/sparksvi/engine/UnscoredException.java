package org.sparksvi.engine;

/** Held-out rows bring nothing to score: they weigh nothing, or lack what is to be predicted. */
public final class UnscoredException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With what they bring. */
  public UnscoredException(String message) {
    super(message);
  }
}
