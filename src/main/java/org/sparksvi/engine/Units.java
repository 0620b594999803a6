package org.sparksvi.engine;

/** Units of a work, handed out one at a time; several tasks may share a source of them. */
@FunctionalInterface
public interface Units {
  /** What {@link #next()} gives when all units are handed out. */
  int NONE = -1;

  /** The next unit, from 0 up; {@link #NONE} when there are no more. */
  int next();

  /** Units in the order given, for one task. */
  static Units of(int... units) {
    int[] at = new int[1];
    return () -> at[0] < units.length ? units[at[0]++] : NONE;
  }
}
