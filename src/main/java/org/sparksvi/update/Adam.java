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
    implements Stage {

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
  public double rate(long step) {
    return rate;
  }

  @Override
  public int memories() {
    return 2;
  }

  @Override
  public void apply(Slice slice, double[][] memory, double[] parameters, double[] direction) {
    double[] first = memory[0];
    double[] second = memory[1];
    double firstBias = 1 - StrictMath.pow(firstDecay, (double) slice.step());
    double secondBias = 1 - StrictMath.pow(secondDecay, (double) slice.step());
    for (int i = slice.from(); i < slice.to(); i++) {
      double g = direction[i];
      first[i] = firstDecay * first[i] + (1 - firstDecay) * g;
      second[i] = secondDecay * second[i] + (1 - secondDecay) * g * g;
      direction[i] = rate * (first[i] / firstBias) / (Math.sqrt(second[i] / secondBias) + epsilon);
    }
  }

  @Override
  public void apply(Slice slice, float[][] memory, float[] parameters, float[] direction) {
    double secondBias = 1 - StrictMath.pow(secondDecay, (double) slice.step());
    float size = (float) (rate / (1 - StrictMath.pow(firstDecay, (double) slice.step())));
    float scale = (float) (1 / Math.sqrt(secondBias));
    loop(slice, memory[0], memory[1], direction, size, scale);
  }

  private void loop(
      Slice slice, float[] first, float[] second, float[] direction, float size, float scale) {
    float keepFirst = (float) firstDecay;
    float takeFirst = (float) (1 - firstDecay);
    float keepSecond = (float) secondDecay;
    float takeSecond = (float) (1 - secondDecay);
    float floor = Math.max((float) epsilon, Float.MIN_NORMAL);
    int to = slice.to();
    for (int i = slice.from(); i < to; i++) {
      float g = direction[i];
      float m = keepFirst * first[i] + takeFirst * g;
      float v = keepSecond * second[i] + takeSecond * g * g;
      first[i] = m;
      second[i] = v;
      direction[i] = size * m / ((float) Math.sqrt(v) * scale + floor);
    }
  }
}
