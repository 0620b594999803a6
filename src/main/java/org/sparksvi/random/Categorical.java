package org.sparksvi.random;

/** Draws one of several outcomes by their weights. Immutable. */
public final class Categorical {
  private final double[] sums; // Σ_{j ≤ i} of the weights

  private Categorical(double[] sums) {
    this.sums = sums;
  }

  /** Outcomes 0 .. n - 1 by weights that are not negative and not all 0; reads the array. */
  public static Categorical of(double[] weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weight %d must be finite and not negative, but was %s".formatted(i, weights[i]));
      }
      sum += weights[i];
      sums[i] = sum;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("a weight must be positive, but all are 0");
    }
    return new Categorical(sums);
  }

  /** An outcome, never one of weight 0. */
  public int draw(RandomStream stream) {
    double point = stream.uniform() * sums[sums.length - 1];
    int low = 0;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > point) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
