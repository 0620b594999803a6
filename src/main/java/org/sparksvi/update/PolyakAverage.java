package org.sparksvi.update;

/**
 * The plain mean of the parameters from a step on: Polyak and Juditsky (1992). Before that step,
 * the parameters themselves.
 *
 * <pre>
 *   weight_t = 1 / max(1, t − first + 1),  t = 1, 2, …
 * </pre>
 *
 * @param first step whose parameters count, at least 1
 */
public record PolyakAverage(long first) implements Averaging {

  public PolyakAverage {
    if (first < 1) {
      throw new IllegalArgumentException("first must be at least 1, but was " + first);
    }
  }

  @Override
  public double weight(long step) {
    return 1.0 / Math.max(1, step - first + 1);
  }
}
