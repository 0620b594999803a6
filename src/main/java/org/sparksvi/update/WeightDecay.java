package org.sparksvi.update;

/**
 * Pulls parameters toward zero, beside the gradient and not through it.
 *
 * <pre>
 *   d ← d − strength · x
 * </pre>
 *
 * <p>The decoupled decay of Loshchilov and Hutter (2019), algorithm 2, line 12. It is no part of
 * the bound; a prior of the weights is.
 *
 * @param strength share of a parameter that a step takes away, in [0, 1)
 */
public record WeightDecay(double strength) implements Stage {

  public WeightDecay {
    if (!(strength >= 0 && strength < 1)) {
      throw new IllegalArgumentException("strength must be in [0, 1), but was " + strength);
    }
  }

  @Override
  public int memories() {
    return 0;
  }

  @Override
  public void apply(Slice slice, double[][] memory, double[] parameters, double[] direction) {
    for (int i = slice.from(); i < slice.to(); i++) {
      direction[i] -= strength * parameters[i];
    }
  }

  @Override
  public void apply(Slice slice, float[][] memory, float[] parameters, float[] direction) {
    float share = (float) strength;
    int to = slice.to();
    for (int i = slice.from(); i < to; i++) {
      direction[i] -= share * parameters[i];
    }
  }
}
