package org.sparksvi.update;

/**
 * A rate that is another's, times a factor.
 *
 * @param schedule the other
 * @param factor in (0, 1)
 */
record Scaled(Schedule schedule, double factor) implements Schedule {

  @Override
  public double rate(long step) {
    return factor * schedule.rate(step);
  }
}
