package org.sparksvi.update;

/**
 * Rates that fall from 1 along half a cosine, and then stay: Loshchilov and Hutter (2017), equation
 * 5, without restarts.
 *
 * <pre>
 *   floor + ½ (1 − floor) (1 + cos(π min(1, (t − 1) / rounds))),  t = 1, 2, …
 * </pre>
 *
 * @param rounds until the rate is the floor, at least 1
 * @param floor last rate, in [0, 1]
 */
public record Cosine(long rounds, double floor) implements Schedule {

  public Cosine {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, but were " + rounds);
    }
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor must be in [0, 1], but was " + floor);
    }
  }

  @Override
  public double rate(long step) {
    return floor
        + 0.5 * (1 - floor) * (1 + StrictMath.cos(Math.PI * Math.min(1, (step - 1.0) / rounds)));
  }
}
