package org.sparksvi.numeric;

/** A matrix that should be positive definite, and is not. */
public final class NotPositiveDefiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  NotPositiveDefiniteException(String what, int n, int pivot, double value, double diagonal) {
    super(
        "%s, %d x %d, must be positive definite, but pivot %d is %s where the diagonal is %s"
            .formatted(what, n, n, pivot, value, diagonal));
  }
}
