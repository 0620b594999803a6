package org.sparksvi.model;

/** Code that a user wrote, and that a model runs, failed or broke a rule. */
public final class UserCodeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public UserCodeException(String message) {
    super(message);
  }

  public UserCodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
