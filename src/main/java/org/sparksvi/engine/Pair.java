package org.sparksvi.engine;

import java.util.Optional;

/**
 * What a step tells of the curvature.
 *
 * @param step s, the change of the point
 * @param pull y, the change of the negated gradient
 */
record Pair(Flat step, Flat pull) {
  /** Pairs along which the bound is flatter, or even convex, would spoil the approximation. */
  private static final double LEAST = 1e-12;

  /** Of two points in turn, where the bound curves downward between them. */
  static Optional<Pair> between(Flat from, Flat to, Flat gradientFrom, Flat gradientTo) {
    Pair pair = new Pair(to.plus(-1, from), gradientFrom.plus(-1, gradientTo));
    return pair.curvature() > LEAST * pair.pull.dot(pair.pull)
        ? Optional.of(pair)
        : Optional.empty();
  }

  /** s·y; positive. */
  double curvature() {
    return step.dot(pull);
  }
}
