package org.sparksvi.update;

/**
 * The same rate in every round; 1 on all the data is batch variational Bayes, or EM.
 *
 * @param rate positive; at most 1 where a mixed field takes it
 */
public record Constant(double rate) implements Schedule {

  public Constant {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("rate must be positive, but was " + rate);
    }
  }

  @Override
  public double rate(long step) {
    return rate;
  }
}
