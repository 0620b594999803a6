package org.sparksvi.update;

/** A rate that is the product of two. */
public record Product(Schedule first, Schedule second) implements Schedule {

  @Override
  public double rate(long step) {
    return first.rate(step) * second.rate(step);
  }
}
