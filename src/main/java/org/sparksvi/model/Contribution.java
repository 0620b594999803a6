package org.sparksvi.model;

import java.util.Arrays;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Layout;

/**
 * What blocks add up: statistics (or gradients), named terms of the bound, the rows really seen.
 */
public final class Contribution {
  private static final Term[] TERMS = Term.values();

  private final Direction statistics;
  private final double[] terms = new double[TERMS.length];

  public Contribution(Layout layout) {
    this.statistics = new Direction(layout);
  }

  /** The sums over the layout; live. */
  public Direction statistics() {
    return statistics;
  }

  public void add(Term term, double value) {
    terms[term.ordinal()] += value;
  }

  public double get(Term term) {
    return terms[term.ordinal()];
  }

  /** Multiplies the statistics and every term, rows included. */
  public void scale(double factor) {
    statistics.scale(factor);
    for (int t = 0; t < terms.length; t++) {
      terms[t] *= factor;
    }
  }

  /** Sets everything to zero; keeps the memory. */
  public void clear() {
    statistics.clear();
    Arrays.fill(terms, 0);
  }

  /** E_q[log p(x | z)] − KL(q(z | x) || p(z)), in nats. */
  public double localElbo() {
    return get(Term.EXPECTED_LOG_LIKELIHOOD) - get(Term.LOCAL_KL);
  }
}
