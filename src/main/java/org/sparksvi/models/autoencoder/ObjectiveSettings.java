package org.sparksvi.models.autoencoder;

import java.io.Serializable;

/**
 * What training raises, and how much of the KL divergence counts when.
 *
 * <pre>
 *   E_q[log p(x | z)] − β_t KL(q(z | x) || p(z)),   β_t = β · min(1, t / warm-up)
 * </pre>
 *
 * @param objective which bound
 * @param samples k of z for each row and round, at least 1
 * @param beta β ≥ 0; only 1 makes the objective a bound of log p(x)
 * @param warmUpRounds rounds until β counts in full; 0 for at once
 */
public record ObjectiveSettings(Objective objective, int samples, double beta, long warmUpRounds)
    implements Serializable {
  public static final ObjectiveSettings USUAL = new ObjectiveSettings(Objective.ELBO, 1, 1, 0);

  public ObjectiveSettings {
    Checks.atLeast("samples", samples, 1);
    Checks.notNegative("beta", beta);
    if (warmUpRounds < 0) {
      throw new IllegalArgumentException(
          "rounds of warm-up must be at least 0, but were " + warmUpRounds);
    }
    if (objective == Objective.IMPORTANCE && (beta != 1 || warmUpRounds > 0)) {
      throw new IllegalArgumentException(
          "the importance-weighted bound takes beta 1 and no warm-up, but was given %s and %d rounds"
              .formatted(beta, warmUpRounds));
    }
  }

  /** The same with β in full from the first round on. */
  public ObjectiveSettings withoutWarmUp() {
    return new ObjectiveSettings(objective, samples, beta, 0);
  }

  /** β of a round, from 1. */
  double beta(long round) {
    return warmUpRounds == 0 ? beta : beta * Math.min(1, (double) round / warmUpRounds);
  }
}
