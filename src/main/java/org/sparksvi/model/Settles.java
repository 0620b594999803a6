package org.sparksvi.model;

import java.util.Optional;

/**
 * The face of a model whose parameters can be moved to a place as good or better by what is no sum:
 * an ordering of components, a rotation, a new seed for a component that has emptied.
 */
public interface Settles {

  /**
   * Where the parameters after a step should be moved, if anywhere. Must not lower the bound.
   *
   * @param round the step's number, and the parameters after it; read only
   */
  Optional<Settlement> settle(Round round);
}
