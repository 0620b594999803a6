package org.sparksvi.update;

/**
 * Shortens a direction whose Euclidean norm exceeds a limit.
 *
 * <pre>
 *   d ← d · min(1, limit / ‖d‖)
 * </pre>
 *
 * @param limit largest norm of a direction, positive
 * @param norm of each field by itself, or of all fields together
 */
public record Clip(double limit, Norm norm) implements Stage {

  public Clip {
    if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("limit must be positive, but was " + limit);
    }
    if (norm == Norm.NONE) {
      throw new IllegalArgumentException("norm must be FIELD or ALL_FIELDS, but was NONE");
    }
  }

  /** Of each field by itself. */
  public Clip(double limit) {
    this(limit, Norm.FIELD);
  }

  @Override
  public int memories() {
    return 0;
  }

  @Override
  public void apply(Slice slice, double[][] memory, double[] parameters, double[] direction) {
    if (slice.norm() > limit) {
      double factor = limit / slice.norm();
      for (int i = slice.from(); i < slice.to(); i++) {
        direction[i] *= factor;
      }
    }
  }

  @Override
  public void apply(Slice slice, float[][] memory, float[] parameters, float[] direction) {
    if (slice.norm() > limit) {
      float factor = (float) (limit / slice.norm());
      int to = slice.to();
      for (int i = slice.from(); i < to; i++) {
        direction[i] *= factor;
      }
    }
  }
}
