package org.sparksvi.job;

/** Input that a command cannot work on; the message names place, quantity, rule and value. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
