package org.sparksvi.spark.resident;

import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Units;
import org.sparksvi.engine.Work;
import org.sparksvi.engine.Workload;

/** Sums during which something else happens before every unit. */
record Hooked(Sums sums, Hook hook) implements Work {
  private static final long serialVersionUID = 1L;

  /** What else. */
  @FunctionalInterface
  interface Hook {
    void before(int unit);
  }

  @Override
  public ExactTotal none() {
    return sums.none();
  }

  @Override
  public ExactTotal over(Workload<?, ?> workload, Units units) {
    return sums.over(
        workload,
        () -> {
          int unit = units.next();
          if (unit != Units.NONE) {
            hook.before(unit);
          }
          return unit;
        });
  }

  @Override
  public long bytes() {
    return sums.bytes();
  }

  @Override
  public String describe(int units) {
    return sums.describe(units);
  }
}
