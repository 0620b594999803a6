package org.sparksvi.model;

import java.util.List;
import org.sparksvi.data.Block;

/**
 * The face of a model whose log joint density can be asked for: of rows, and of all parameters as
 * unconstrained numbers.
 *
 * @param <B> blocks of rows
 */
public interface LogDensity<B extends Block> {

  /** A name for each unconstrained number, such as {@code slopes[2]}. */
  List<String> coordinates();

  /** Names of the rows' columns. */
  List<String> columns();

  /**
   * log p(rows, ζ), prior included.
   *
   * @param gradient receives the derivative by ζ, added
   */
  default double logJoint(B block, double[] unconstrained, double[] gradient) {
    return logJoint(block, unconstrained, unconstrained, gradient);
  }

  /**
   * The same, where what is integrated by nodes has them where they are good for another ζ: the
   * derivative is that at nodes that stay.
   *
   * @param near where the nodes are good
   */
  double logJoint(B block, double[] near, double[] unconstrained, double[] gradient);

  /** log p(ζ) alone, with the Jacobians of constraints; adds its derivative. */
  double logPrior(double[] unconstrained, double[] gradient);
}
