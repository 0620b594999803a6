package org.sparksvi.update;

/**
 * Adam of Kingma and Ba (2015), algorithm 1, for ascent.
 *
 * <pre>
 *   m ← β1 m + (1 − β1) g        v ← β2 v + (1 − β2) g²
 *   step = rate · (m / (1 − β1^t)) / (√(v / (1 − β2^t)) + ε)
 * </pre>
 *
 * @param rate positive
 * @param firstDecay β1 in [0, 1)
 * @param secondDecay β2 in [0, 1)
 * @param epsilon ε > 0, keeps the quotient finite
 */
public record Adam(double rate, double firstDecay, double secondDecay, double epsilon)
    implements UpdateRule {

  public Adam {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("rate must be positive, but was " + rate);
    }
    checkDecay("firstDecay", firstDecay);
    checkDecay("secondDecay", secondDecay);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be positive, but was " + epsilon);
    }
  }

  /** With the decays and ε of the paper. */
  public Adam(double rate) {
    this(rate, 0.9, 0.999, 1e-8);
  }

  private static void checkDecay(String name, double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), but was " + decay);
    }
  }

  @Override
  public int memories() {
    return 2;
  }

  @Override
  public void transform(long step, double[][] memory, double[] direction) {
    double[] first = memory[0];
    double[] second = memory[1];
    double firstBias = 1 - StrictMath.pow(firstDecay, (double) step);
    double secondBias = 1 - StrictMath.pow(secondDecay, (double) step);
    for (int i = 0; i < direction.length; i++) {
      double g = direction[i];
      first[i] = firstDecay * first[i] + (1 - firstDecay) * g;
      second[i] = secondDecay * second[i] + (1 - secondDecay) * g * g;
      direction[i] = rate * (first[i] / firstBias) / (Math.sqrt(second[i] / secondBias) + epsilon);
    }
  }
}
