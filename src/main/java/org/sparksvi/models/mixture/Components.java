package org.sparksvi.models.mixture;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.data.Block;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Start;

/**
 * What the rows of a component look like: the part of a mixture that knows the kind of data.
 *
 * @param <B> the blocks it reads
 */
public interface Components<B extends Block> extends Serializable {

  /** Number of components, at least 1. */
  int count();

  /** Fields of the running sums, and fixed ones; besides the counts. */
  List<Field> fields();

  /**
   * Starting sums, the counts among them, of all N rows. Must break symmetry.
   *
   * @param out zeros over the model's layout; overwritten
   */
  void start(Start<B> start, Bundle out);

  /** Components as training sees them, derived once per executor. */
  Densities<B> expected(Bundle parameters);

  /** Components as predictions see them, derived once per executor. */
  Densities<B> predictive(Bundle parameters);

  /** Turns sums over all rows into targets: by default, copies. */
  default void target(Contribution total, Direction out) {
    for (Field field : fields()) {
      if (field.geometry() == org.sparksvi.bundle.Geometry.MIXED) {
        double[] from = total.statistics().values(field.name());
        System.arraycopy(from, 0, out.values(field.name()), 0, from.length);
      }
    }
  }

  /**
   * Puts the components in another order, the counts left out.
   *
   * @param order the old component at each new place
   */
  void reorder(Bundle parameters, int[] order);

  /** Whether {@link #revive} would do something. */
  default boolean wantsRevival(Bundle parameters) {
    return false;
  }

  /**
   * Gives a component that no row uses a new place, without lowering the bound.
   *
   * @param parameters the counts among them; overwritten
   * @return what was done; empty where nothing was
   */
  default String revive(Bundle parameters) {
    return "";
  }

  /** Says which components would collapse if nothing held them; empty where none would. */
  default String held(Bundle parameters) {
    return "";
  }

  /** −KL(q || prior) of the components, or the log prior of estimates. */
  double globalElbo(Bundle parameters);

  /**
   * E[log p] of the rows that running sums stand for, up to a number that does not depend on the
   * components.
   *
   * @param sums parameters with the sums
   * @param at parameters with the components
   */
  double expectedLogLikelihood(Bundle sums, Bundle at);

  /**
   * What the log of a row's predictive probability is called: a density, unless rows are counts.
   */
  default Column prediction() {
    return Column.number("logDensity", "log predictive density of the row, in nats");
  }

  /** As {@link org.sparksvi.model.Model#arithmetic()}. */
  default String arithmetic() {
    return "";
  }

  /** Log densities of rows, and their sums; safe for many threads. */
  @FunctionalInterface
  interface Densities<B extends Block> {
    /** A worker for one task, with scratch of its own. */
    Worker<B> worker();
  }

  /**
   * One task's work on rows, a chunk at a time: {@code open}, then for every chunk {@code
   * logDensities} and, where wanted, {@code add}; {@code close} after the block.
   *
   * @param <B> the blocks it reads
   */
  interface Worker<B extends Block> {

    /** Most rows of a chunk. */
    int chunk();

    /** Begins a block; forgets the sums. */
    void open(B block);

    /** Overwrites {@code out}: the rows' weights. */
    void weights(int from, int rows, double[] out);

    /** Overwrites {@code out}: log densities, components × rows. */
    void logDensities(int from, int rows, double[] out);

    /**
     * Adds the rows of the last {@code logDensities} to the sums.
     *
     * @param share weight times responsibility, components × rows
     */
    void add(int rows, double[] share);

    /** Adds the block's sums to a contribution. */
    void close(Contribution into);
  }
}
