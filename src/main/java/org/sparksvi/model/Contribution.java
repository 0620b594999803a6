package org.sparksvi.model;

import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Layout;

/**
 * What blocks add up: statistics (or gradients), named terms of the bound, the rows really seen.
 */
public final class Contribution {
  private final Direction statistics;
  private final Terms terms = new Terms();

  public Contribution(Layout layout) {
    this.statistics = new Direction(layout);
  }

  /** The sums over the layout; live. */
  public Direction statistics() {
    return statistics;
  }

  public void add(Term term, double value) {
    terms.add(term, value);
  }

  /**
   * What the standard error of a mean score needs of one held-out row, document or group. Its score
   * itself is added by the terms of that name.
   *
   * @param log predictive probability, by its weight, in nats
   * @param units of observation, by its weight
   */
  public void addScored(double log, double units) {
    terms.add(Term.HELD_OUT_ROWS, 1);
    terms.add(Term.HELD_OUT_SQUARES, log * log);
    terms.add(Term.HELD_OUT_PRODUCTS, log * units);
    terms.add(Term.HELD_OUT_UNIT_SQUARES, units * units);
  }

  public double get(Term term) {
    return terms.get(term);
  }

  /** Multiplies the statistics and every term, rows included. */
  public void scale(double factor) {
    statistics.scale(factor);
    terms.scale(factor);
  }

  /** Sets everything to zero; keeps the memory. */
  public void clear() {
    statistics.clear();
    clearTerms();
  }

  /** Sets every term to zero and leaves the statistics. */
  public void clearTerms() {
    terms.clear();
  }

  /** E_q[log p(x | z)] − KL(q(z | x) || p(z)), in nats. */
  public double localElbo() {
    return terms.localElbo();
  }
}
