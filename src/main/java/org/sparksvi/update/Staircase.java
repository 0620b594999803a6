package org.sparksvi.update;

/**
 * Rates that fall by the same factor every so many rounds, and stay between.
 *
 * <pre>
 *   factor^⌊(t − 1) / rounds⌋,  t = 1, 2, …
 * </pre>
 *
 * @param rounds of a stair, at least 1
 * @param factor in (0, 1]
 */
public record Staircase(long rounds, double factor) implements Schedule {

  public Staircase {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, but were " + rounds);
    }
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("factor must be in (0, 1], but was " + factor);
    }
  }

  @Override
  public double rate(long step) {
    long stairs = (step - 1) / rounds;
    return StrictMath.pow(factor, (double) stairs);
  }
}
