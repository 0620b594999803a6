package org.sparksvi.update;

/**
 * An exponentially weighted mean of the parameters, corrected for its beginning as Adam's are.
 *
 * <pre>
 *   weight_t = (1 − β) / (1 − β^t),  t = 1, 2, …          mean_t = Σ_s β^(t−s) x_s / Σ_s β^(t−s)
 * </pre>
 *
 * @param decay β in [0, 1)
 */
public record MovingAverage(double decay) implements Averaging {

  public MovingAverage {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("decay must be in [0, 1), but was " + decay);
    }
  }

  @Override
  public double weight(long step) {
    return step == 1 ? 1 : (1 - decay) / (1 - StrictMath.pow(decay, (double) step));
  }
}
