package org.sparksvi.format;

/**
 * Content of a file that breaks its format; the message names the file, the quantity, the rule and
 * the value.
 *
 * <p>Trouble with the device or the network stays an {@link java.io.IOException}: it may pass, this
 * will not.
 */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String place;
  private final String problem;

  /**
   * Content that is not acceptable.
   *
   * @param place the file, and where in it
   * @param problem quantity, rule and value
   */
  public FormatException(String place, String problem) {
    super(place + ": " + problem);
    this.place = place;
    this.problem = problem;
  }

  /** Content that is not acceptable, found out by {@code cause}. */
  public FormatException(String place, String problem, Throwable cause) {
    super(place + ": " + problem, cause);
    this.place = place;
    this.problem = problem;
  }

  /** The file, and where in it. */
  public String place() {
    return place;
  }

  /** Quantity, rule and value. */
  public String problem() {
    return problem;
  }
}
