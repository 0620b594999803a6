package org.sparksvi.random;

/** Draws of counts, in time that grows with the logarithm of their size. */
public final class CountSampler {
  /** Below these, the plain ways are fast and exact. */
  private static final double FEW = 30;

  private CountSampler() {}

  /**
   * Poisson, by gamma reduction (Ahrens and Dieter, 1974): the time of the m-th event is drawn, and
   * the events before or after it.
   *
   * @param rate at least 0; beyond 2<sup>53</sup>, where whole numbers have gaps, it is the draw
   */
  public static double poisson(double rate, RandomStream stream) {
    if (!(rate >= 0)) {
      throw new IllegalArgumentException(
          "the rate of a Poisson must be at least 0, but is " + rate);
    }
    if (rate >= 0x1.0p53) {
      return rate;
    }
    double left = rate;
    long count = 0;
    while (left > FEW) {
      long m = (long) (0.875 * left);
      double time = stream.gamma((double) m);
      if (time > left) {
        return count + (double) binomial(m - 1, left / time, stream);
      }
      count += m;
      left -= time;
    }
    double time = -StrictMath.log(1 - stream.uniform());
    while (time < left) {
      count++;
      time -= StrictMath.log(1 - stream.uniform());
    }
    return count;
  }

  /**
   * Successes in trials, by the median of their uniforms (Devroye, 1986, chapter X.4.3): beta
   * distributed, it halves the trials.
   *
   * @param probability from 0 to 1
   */
  public static long binomial(long trials, double probability, RandomStream stream) {
    if (trials < 0 || !(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "a binomial must have at least 0 trials and a probability from 0 to 1, but has %d and %s"
              .formatted(trials, probability));
    }
    long left = trials;
    double p = probability;
    long successes = 0;
    while (left > FEW) {
      long below = 1 + left / 2;
      double first = stream.gamma((double) below);
      double median = first / (first + stream.gamma((double) (left + 1 - below)));
      if (median >= p) {
        left = below - 1;
        p = Math.min(1, p / median);
      } else {
        successes += below;
        left -= below;
        p = Math.max(0, (p - median) / (1 - median));
      }
    }
    for (long i = 0; i < left; i++) {
      if (stream.uniform() < p) {
        successes++;
      }
    }
    return successes;
  }
}
