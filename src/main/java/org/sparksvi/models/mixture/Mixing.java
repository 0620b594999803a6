package org.sparksvi.models.mixture;

import java.io.Serializable;

/**
 * How often components are used: the prior of the weights π and what is read out of the counts.
 *
 * <p>Counts are the running Σ_n r_nk of all N rows, one per component.
 */
public interface Mixing extends Serializable {

  /** E[log π_k], or log π_k of an estimate. */
  double[] meanLogs(double[] counts);

  /** E[π_k], or an estimate. */
  double[] means(double[] counts);

  /** −KL(q(π) || p(π)), or the log prior of an estimate; 0 where there is no prior. */
  double globalElbo(double[] counts);

  /** The order of the components that has the highest bound, as places in the present order. */
  default int[] order(double[] counts) {
    int[] order = new int[counts.length];
    java.util.Arrays.setAll(order, k -> k);
    return order;
  }

  /** Weights by maximum likelihood: π_k = N_k / N. */
  static Mixing likelihood() {
    return new LikelihoodMixing();
  }

  /**
   * A symmetric Dirichlet prior.
   *
   * @param alpha of every component; below 1 lets unused ones empty out
   */
  static Mixing dirichlet(double alpha) {
    return new DirichletMixing(alpha);
  }

  /**
   * A Dirichlet process, truncated at the number of components.
   *
   * @param alpha concentration; larger uses more components
   */
  static Mixing sticks(double alpha) {
    return new StickMixing(alpha);
  }

  /** Refuses a parameter that is not positive and finite. */
  static void requirePositive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be positive and finite, but was %s".formatted(what, value));
    }
  }
}
