package org.sparksvi.update;

/**
 * Rates that grow in proportion to the step, and then stay at 1.
 *
 * <pre>
 *   min(1, t / rounds),  t = 1, 2, …
 * </pre>
 *
 * @param rounds until the rate is 1, at least 1
 */
public record WarmUp(long rounds) implements Schedule {

  public WarmUp {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, but were " + rounds);
    }
  }

  @Override
  public double rate(long step) {
    return Math.min(1, (double) step / rounds);
  }
}
