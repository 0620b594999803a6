package org.sparksvi.model;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.data.Block;

/**
 * A model whose parameters are sums over rows, beside fields that are read out of them or stay:
 * what earlier rows have added can be kept beneath what later ones add.
 *
 * @param <B> the blocks it reads
 */
public interface Accumulates<B extends Block> extends Model<B> {

  /**
   * The model to go on with: the same, but that it never turns what its sums are written in, which
   * would no longer be that of earlier rows.
   */
  default Accumulates<B> withFixedAxes() {
    return this;
  }

  /** Whether a field holds sums over rows, with or without the prior's share. */
  boolean isSum(Field field);

  /**
   * Parameters with less of the rows in them: sums times a factor, the prior's share as it was.
   *
   * @param memory the factor, in [0, 1]
   */
  default Bundle faded(Bundle parameters, double memory) {
    Bundle faded = parameters.copy();
    for (Field field : layout().fields()) {
      if (isSum(field)) {
        double[] values = parameters.copyOf(field.name());
        for (int i = 0; i < values.length; i++) {
          values[i] *= memory;
        }
        faded.set(field.name(), values);
      }
    }
    return faded;
  }

  /**
   * The target of the sums over new rows alone, without the prior's share, and of the other fields
   * as they follow from all rows.
   *
   * @param kept parameters before the new rows
   * @param round at the parameters with the new rows
   * @param total over the new rows
   */
  default void targetAfter(Bundle kept, Round round, Contribution total, Direction out) {
    target(round, total, out);
  }

  /**
   * The expected log-likelihood that the globals give the sums of earlier rows, up to a number that
   * does not depend on the globals.
   *
   * @param kept parameters that hold the sums
   * @param at parameters that hold the globals
   */
  double expectedLogLikelihood(Bundle kept, Bundle at);
}
