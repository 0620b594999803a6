package org.sparksvi.update;

/**
 * Decreasing rates of Robbins and Monro (1951).
 *
 * <pre>
 *   ρ_t = (τ0 + t)^−κ,  t = 1, 2, …
 * </pre>
 *
 * <p>Hoffman, Blei, Wang and Paisley (2013), equation 26.
 *
 * @param delay τ0 ≥ 0, down-weights early rounds
 * @param forgetting κ in (0.5, 1], how fast old rounds are forgotten
 */
public record RobbinsMonro(double delay, double forgetting) implements Schedule {

  public RobbinsMonro {
    if (!(delay >= 0 && delay < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("delay must be at least 0, but was " + delay);
    }
    if (!(forgetting > 0.5 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be in (0.5, 1], but was " + forgetting);
    }
  }

  @Override
  public double rate(long step) {
    return StrictMath.pow(delay + step, -forgetting);
  }
}
