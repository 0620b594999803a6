package org.sparksvi.spark.input;

/**
 * Input that cannot be read or is not acceptable; the message names the place, the quantity, the
 * rule and the value.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String place;

  /**
   * Input that is not acceptable.
   *
   * @param place the path, and where in it
   * @param problem quantity, rule and value
   */
  public InputException(String place, String problem) {
    super(place + ": " + problem);
    this.place = place;
  }

  /** Input that is not acceptable, found out by {@code cause}. */
  public InputException(String place, String problem, Throwable cause) {
    super(place + ": " + problem, cause);
    this.place = place;
  }

  /** The path, and where in it. */
  public String place() {
    return place;
  }
}
