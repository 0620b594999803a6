package org.sparksvi.run;

/** The process was asked to stop before there was anything to stop at. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoppedException(String message) {
    super(message);
  }
}
