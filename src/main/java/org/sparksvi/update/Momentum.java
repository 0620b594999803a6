package org.sparksvi.update;

/**
 * Adds up directions with geometric weights.
 *
 * <pre>
 *   v ← μ v + d
 *   d ← v                  heavy ball: Polyak (1964)
 *   d ← d + μ v            Nesterov's: Sutskever, Martens, Dahl and Hinton (2013), from the new point on
 * </pre>
 *
 * @param decay μ in [0, 1)
 * @param nesterov whether the direction looks ahead
 */
public record Momentum(double decay, boolean nesterov) implements Stage {

  public Momentum {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("decay must be in [0, 1), but was " + decay);
    }
  }

  /** Heavy ball. */
  public Momentum(double decay) {
    this(decay, false);
  }

  @Override
  public int memories() {
    return 1;
  }

  @Override
  public void apply(Slice slice, double[][] memory, double[] parameters, double[] direction) {
    double[] velocity = memory[0];
    double now = nesterov ? 1 : 0;
    double past = nesterov ? decay : 1;
    for (int i = slice.from(); i < slice.to(); i++) {
      velocity[i] = decay * velocity[i] + direction[i];
      direction[i] = now * direction[i] + past * velocity[i];
    }
  }

  @Override
  public void apply(Slice slice, float[][] memory, float[] parameters, float[] direction) {
    float[] velocity = memory[0];
    float keep = (float) decay;
    float now = nesterov ? 1 : 0;
    float past = nesterov ? keep : 1;
    int to = slice.to();
    for (int i = slice.from(); i < to; i++) {
      float d = direction[i];
      float v = keep * velocity[i] + d;
      velocity[i] = v;
      direction[i] = now * d + past * v;
    }
  }
}
