package org.sparksvi.store;

/** A run directory that another process uses, or has taken over. */
public final class RunInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence that names the directory and the process. */
  public RunInUseException(String message) {
    super(message);
  }
}
