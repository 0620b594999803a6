package org.sparksvi.models.joint;

import java.io.Serializable;
import java.util.List;

/**
 * How a log joint is fitted.
 *
 * @param columns names of the rows' columns
 * @param posterior the shape of q
 * @param rank of the covariance's factors, where it is of low rank
 * @param method what steps follow
 * @param draws of the parameters a round; even, since they come in pairs; 0 for as many as {@link
 *     JointModel#draws} finds good
 * @param startScale standard deviations of q at the start
 */
public record JointSettings(
    List<String> columns,
    Posterior posterior,
    int rank,
    Method method,
    int draws,
    double startScale)
    implements Serializable {
  /** Unconstrained numbers up to which {@link Posterior#AUTO} is of full rank. */
  public static final int MOST_FULL = 300;

  /** Rank that is usual. */
  public static final int RANK = 10;

  /** Standard deviations at the start that are usual. */
  public static final double START_SCALE = 0.1;

  /** Covariance of q over the unconstrained parameters. */
  public enum Posterior {
    /** Of full rank over up to {@link #MOST_FULL} numbers, else of low rank. */
    AUTO,
    /** Diagonal. */
    MEAN_FIELD,
    /** Any. */
    FULL_RANK,
    /** Diagonal, and factors beside it. */
    LOW_RANK
  }

  /** What a round's direction is. */
  public enum Method {
    /**
     * The gradient of the bound at draws that are the same in all rounds, whitened: the bound is a
     * function, for a quasi-Newton method (Giordano, Ingram and Broderick, 2024).
     */
    DETERMINISTIC,
    /**
     * Gradients at draws of the round's own; that of the entropy is taken along the path, so that
     * the noise ends where q is exact (Roeder, Wu and Duvenaud, 2017).
     */
    GRADIENT,
    /** The same in the geometry of q. */
    NATURAL_GRADIENT
  }

  public JointSettings {
    columns = List.copyOf(columns);
    require(!columns.isEmpty(), "columns", "at least one", columns);
    require(rank >= 1, "the rank of a posterior's factors", "at least 1", rank);
    require(draws >= 0 && draws % 2 == 0, "draws", "even", draws);
    require(
        startScale > 0 && startScale < Double.POSITIVE_INFINITY,
        "the scale of the start",
        "positive and finite",
        startScale);
    require(
        method != Method.NATURAL_GRADIENT || posterior != Posterior.LOW_RANK,
        "the posterior of natural gradients",
        "of mean field or full rank",
        posterior);
  }

  private static void require(boolean holds, String quantity, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s must be %s, but was %s".formatted(quantity, rule, value));
    }
  }

  /** Any posterior, by the same draws in all rounds. */
  public static JointSettings of(String... columns) {
    return new JointSettings(
        List.of(columns), Posterior.AUTO, RANK, Method.DETERMINISTIC, 0, START_SCALE);
  }

  public JointSettings with(Posterior other) {
    return new JointSettings(columns, other, rank, method, draws, startScale);
  }

  public JointSettings with(Method other, int count) {
    return new JointSettings(columns, posterior, rank, other, count, startScale);
  }
}
