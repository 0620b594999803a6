package org.sparksvi.random;

/**
 * The mixing function of the SplitMix64 generator.
 *
 * <p>Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators; constants of
 * Stafford's variant 13.
 */
public final class SplitMix64 {
  /** 2^64 divided by the golden ratio, odd. */
  public static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix64() {}

  /** One step of the generator from state x: adds the golden gamma, then finalises. */
  public static long mix(long x) {
    long z = x + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A hash of two numbers that depends on their order. */
  public static long mix(long a, long b) {
    return mix(mix(a) ^ b);
  }
}
