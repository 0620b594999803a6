package org.sparksvi.model;

import java.util.Arrays;

/** The named numbers that blocks add up beside their statistics. */
public final class Terms {
  private final double[] values = new double[Term.values().length];

  /** All zero. */
  public Terms() {}

  public void add(Term term, double value) {
    values[term.ordinal()] += value;
  }

  public double get(Term term) {
    return values[term.ordinal()];
  }

  /** E_q[log p(x | z)] − KL(q(z | x) || p(z)), in nats. */
  public double localElbo() {
    return get(Term.EXPECTED_LOG_LIKELIHOOD) - get(Term.LOCAL_KL);
  }

  void scale(double factor) {
    for (int t = 0; t < values.length; t++) {
      values[t] *= factor;
    }
  }

  void clear() {
    Arrays.fill(values, 0);
  }
}
