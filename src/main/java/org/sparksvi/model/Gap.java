package org.sparksvi.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a posterior is from the exact one. Numbers are totals over the rows, by their weight, in
 * nats.
 *
 * @param weight of the rows
 * @param rows by number
 * @param elbo of q
 * @param refined the bound with every row's q moved on by steps of its own, where an encoder gives
 *     q
 * @param logEvidence estimate of log p(x), given the globals where q is of rows
 * @param standardError of the estimate by the draws it is made of; 0 where it is exact
 * @param unreliable rows whose estimate is not to be relied on: their weights' tail is too heavy,
 *     or their error stayed above what was asked for
 * @param globals of q over the globals, where that is what is compared
 */
public record Gap(
    double weight,
    double rows,
    double elbo,
    OptionalDouble refined,
    double logEvidence,
    double standardError,
    double unreliable,
    Optional<Globals> globals) {

  /**
   * A posterior of the globals by importance weights.
   *
   * @param draws from q
   * @param shape k-hat of the weights, 0 where all are equal
   * @param limit of a reliable shape with so many draws
   * @param effective number of draws
   * @param upper χ² bound: ½ log E_q w², an estimate of an upper bound of log p(x)
   * @param corrected by coordinate, in the units of the data
   * @param responses standard deviations by linear response, of the same coordinates; empty where
   *     these were not asked for, or the bound has no maximum at q
   */
  public record Globals(
      int draws,
      double shape,
      double limit,
      double effective,
      double upper,
      List<Corrected> corrected,
      List<Double> responses) {

    public Globals {
      corrected = List.copyOf(corrected);
      responses = List.copyOf(responses);
    }
  }

  /**
   * A coordinate by importance weights.
   *
   * @param mean posterior mean
   * @param deviation posterior standard deviation
   */
  public record Corrected(double mean, double deviation) {}

  /** log p(x) − ELBO = KL(q || p(z | x)). */
  public double divergence() {
    return logEvidence - elbo;
  }

  /** Of the divergence what steps of the rows' own take away. */
  public OptionalDouble amortisation() {
    return refined.isPresent()
        ? OptionalDouble.of(refined.getAsDouble() - elbo)
        : OptionalDouble.empty();
  }
}
