package org.sparksvi.random;

/**
 * A stream of random numbers that is fully determined by its name.
 *
 * <p>Only IEEE arithmetic and {@link StrictMath}, so it gives the same numbers on every machine.
 * One instance serves one thread.
 */
public final class RandomStream {
  private static final double TO_UNIT = 0x1.0p-53;

  private long state;
  private double spare;
  private boolean hasSpare;

  public RandomStream(long name) {
    this.state = name;
  }

  /** 64 random bits. */
  public long nextLong() {
    long bits = SplitMix64.mix(state);
    state += SplitMix64.GOLDEN_GAMMA;
    return bits;
  }

  /** Uniform in [0, 1). */
  public double uniform() {
    return (nextLong() >>> 11) * TO_UNIT;
  }

  /** Uniform among 0 .. bound - 1, without bias. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be at least 1, but was " + bound);
    }
    long limit = (1L << 31) - (1L << 31) % bound;
    long draw;
    do {
      draw = nextLong() >>> 33;
    } while (draw >= limit);
    return (int) (draw % bound);
  }

  /** Standard normal, by the polar method of Marsaglia and Bray (1964). */
  public double normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double u;
    double v;
    double square;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    spare = v * factor;
    hasSpare = true;
    return u * factor;
  }

  /**
   * Gamma with a shape and rate 1, by the method of Marsaglia and Tsang (2000); shapes below 1 are
   * boosted by a power of a uniform.
   */
  public double gamma(double shape) {
    if (!(shape > 0 && shape < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("shape must be positive and finite, but was " + shape);
    }
    if (shape < 1) {
      double boost = StrictMath.log(1 - uniform()) / shape;
      return gamma(shape + 1) * StrictMath.exp(boost);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = 1 + c * x;
      if (v > 0) {
        v = v * v * v;
        double u = 1 - uniform();
        if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
          return d * v;
        }
      }
    }
  }

  /** A random order of 0 .. n - 1, by Fisher and Yates. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
