package org.sparksvi.engine;

import java.io.Serializable;

/**
 * What the tasks of one exchange do with units that are dealt out to them: a value that an
 * execution brings to every executor once.
 *
 * <p>Units are numbered by whoever makes the work: they are blocks of a sum, or whole shards of
 * local rounds. A unit's result depends on the work and the unit alone, and results add up exactly,
 * so an execution may group and repeat units as it likes, but must count each of them once.
 */
public interface Work extends Serializable {

  /** A total that results of this work can be added to. */
  ExactTotal none();

  /**
   * The results of some units, added up. Safe for use by many threads: what the units of an
   * executor share is derived by the first.
   *
   * @param units asked for one by one, as the thread comes to them
   */
  ExactTotal over(Workload<?, ?> workload, Units units);

  /** About how many bytes it takes to send this. */
  long bytes();

  /** What is being done, for people. */
  String describe(int units);
}
