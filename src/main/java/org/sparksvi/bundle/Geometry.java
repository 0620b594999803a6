package org.sparksvi.bundle;

/** How a field of the parameters takes a step. */
public enum Geometry {
  /** Moves toward a target by a rate in (0, 1]: natural parameters, expected statistics. */
  MIXED,
  /** Adds a direction that an update rule has sized: network weights, means and log scales. */
  ASCENDED,
  /** Stays as it was at the start: centre and scale of the data. */
  FIXED
}
