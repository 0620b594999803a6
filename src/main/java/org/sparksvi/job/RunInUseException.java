package org.sparksvi.job;

/** A run directory that a live process uses. */
final class RunInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunInUseException(String message) {
    super(message);
  }
}
