package org.sparksvi.update;

/**
 * Rates that stay at 1 for a while and then fall as the inverse square root of the step.
 *
 * <pre>
 *   √(rounds / max(rounds, t)),  t = 1, 2, …
 * </pre>
 *
 * @param rounds at the rate 1, at least 1
 */
public record InverseRoot(long rounds) implements Schedule {

  public InverseRoot {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, but were " + rounds);
    }
  }

  @Override
  public double rate(long step) {
    return Math.sqrt((double) rounds / Math.max(rounds, step));
  }
}
