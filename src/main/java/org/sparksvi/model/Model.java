package org.sparksvi.model;

import java.io.Serializable;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;

/**
 * A probabilistic model with a variational family, whatever its kind of inference.
 *
 * <p>A round of inference is the same for every model:
 *
 * <pre>
 *   parameters → local steps → Σ over blocks of contributions → target or gradient → step
 * </pre>
 *
 * <p>Models are immutable and serialisable; the parameters are held by the engine.
 *
 * @param <B> the blocks it reads
 */
public interface Model<B extends Block> extends Serializable {

  /** The fields of the parameters, each with the geometry of its steps. */
  Layout layout();

  /** Starting parameters; must break symmetry and depend on nothing but the start. */
  Bundle initial(Start<B> start);

  /** What an executor derives from a round's parameters, once, for all its tasks. */
  LocalSteps<B> localSteps(Round round);

  /**
   * Turns the sum of all contributions into where to go.
   *
   * <p>For a mixed field {@code out} receives the target that the parameters move toward; for an
   * ascended field the gradient of the bound. Overwrites {@code out}, which arrives zero.
   *
   * @param total contributions scaled to all N rows; arrays of it may change hands, by {@link
   *     Direction#take}, so that nothing is copied
   */
  void target(Round round, Contribution total, Direction out);

  /**
   * Global part of the bound at the round's parameters: −KL(q || prior) of the globals, in nats.
   */
  double globalElbo(Round round);

  /**
   * Where the parameters after a step should be moved, if anywhere, by what is no sum over rows: an
   * ordering of components, a rotation, a new seed for a component that has emptied. Must not lower
   * the bound.
   *
   * @param round the step's number, and the parameters after it; read only
   */
  default Optional<Settlement> settle(Round round) {
    return Optional.empty();
  }

  /**
   * Turns a gradient of the bound by the ascended fields, or a difference of two, into the
   * direction of steepest ascent in the model's own geometry: G⁻¹ g with a metric G that is
   * symmetric and positive definite, such as Fisher's information at the round's parameters. L-BFGS
   * begins with it in place of the identity, so that it need not learn what the model knows.
   * Overwrites {@code gradient}; by default there is no geometry but the coordinates'.
   */
  default void steepest(Round round, Direction gradient) {}

  /**
   * The share of a step of ascended fields that is taken, in (0, 1]: less than 1 where the step
   * leaves what gradients at the round's parameters tell of. Asked where a field is of logarithms
   * ({@link org.sparksvi.bundle.Domain#LOGARITHM}), once rules have sized the step; a bound that no
   * longer binds as steps become short moves no point where they end.
   *
   * @param step read only
   */
  default double share(Round round, Direction step) {
    return 1;
  }

  /**
   * Nats of the bound that are not worth a round of a search: by Pinsker's inequality no
   * probability is off by more than √(1e-7 / 2) = 2e-4 for want of 1e-7.
   *
   * @param totalWeight N
   */
  default double negligible(double totalWeight) {
    return 1e-7;
  }

  /**
   * What a floor, without which an estimate would collapse, holds back at some parameters; in half
   * a sentence.
   */
  default Optional<String> held(Bundle parameters) {
    return Optional.empty();
  }

  /**
   * What this process computes local steps with, where that depends on the machine: two that name
   * the same give the same bits. Empty where all machines do.
   */
  default String arithmetic() {
    return "";
  }
}
