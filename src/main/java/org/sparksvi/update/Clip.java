package org.sparksvi.update;

/**
 * Shortens a direction whose Euclidean norm exceeds a limit.
 *
 * <pre>
 *   d ← d · min(1, limit / ‖d‖)
 * </pre>
 *
 * @param limit largest norm of a field's direction, positive
 */
public record Clip(double limit) implements UpdateRule {

  public Clip {
    if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("limit must be positive, but was " + limit);
    }
  }

  @Override
  public int memories() {
    return 0;
  }

  @Override
  public void transform(long step, double[][] memory, double[] direction) {
    double square = 0;
    for (double d : direction) {
      square += d * d;
    }
    double norm = Math.sqrt(square);
    if (norm > limit) {
      double factor = limit / norm;
      for (int i = 0; i < direction.length; i++) {
        direction[i] *= factor;
      }
    }
  }
}
