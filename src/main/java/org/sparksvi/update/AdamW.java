package org.sparksvi.update;

import java.util.List;

/**
 * Adam with decoupled weight decay: Loshchilov and Hutter (2019), algorithm 2, for ascent.
 *
 * <pre>
 *   step = Adam's − rate · decay · x
 * </pre>
 *
 * <p>A schedule after it, their η_t, multiplies both.
 *
 * @param adam sizes the gradient
 * @param decay of the parameters, at least 0; times the rate below 1
 */
public record AdamW(Adam adam, double decay) implements UpdateRule {

  public AdamW {
    if (!(decay >= 0 && adam.rate() * decay < 1)) {
      throw new IllegalArgumentException(
          "decay must be at least 0 and below 1 / rate, which is %s, but was %s"
              .formatted(1 / adam.rate(), decay));
    }
  }

  @Override
  public List<Stage> stages() {
    return List.of(adam, new WeightDecay(adam.rate() * decay));
  }
}
