package org.sparksvi.update;

/**
 * Rates that fall by the same factor in equal times.
 *
 * <pre>
 *   factor^((t − 1) / rounds),  t = 1, 2, …
 * </pre>
 *
 * @param rounds in which the rate falls by the factor, at least 1
 * @param factor in (0, 1]
 */
public record Exponential(long rounds, double factor) implements Schedule {

  public Exponential {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, but were " + rounds);
    }
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("factor must be in (0, 1], but was " + factor);
    }
  }

  @Override
  public double rate(long step) {
    return StrictMath.pow(factor, (step - 1.0) / rounds);
  }
}
