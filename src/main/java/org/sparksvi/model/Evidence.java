package org.sparksvi.model;

import java.io.Serializable;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;

/**
 * What is added up over rows to compare a posterior with the exact one, by
 *
 * <pre>
 *   log p(x) = ELBO(q) + KL(q(z) || p(z | x))
 * </pre>
 *
 * @param <H> blocks of rows
 */
public interface Evidence<H extends Block> extends Serializable {

  /**
   * Whether it is the posterior of the globals that is compared, which needs the rows of the
   * training, all of them.
   */
  default boolean ofGlobals() {
    return false;
  }

  /** Floating-point operations that rows take, roughly. */
  double operations(double rows, double units);

  /** The same without what may take many times as long as the rest. */
  default Evidence<H> brief() {
    return this;
  }

  /** What blocks add up. */
  Layout layout();

  /** Steps that add to the statistics of that layout, at the round's parameters. */
  LocalSteps<H> steps(Round round);

  /** What the sum over all rows says. */
  Gap gap(Round round, Contribution sum);
}
