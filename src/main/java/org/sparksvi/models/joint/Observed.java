package org.sparksvi.models.joint;

/** A column that has a density, which new rows are drawn from. */
record Observed(String column, Density density) {
  /** What stands in the place of values that are missing or do not count, where it is allowed. */
  private static final double[] STANDING = {1, 0, 0.5, -1};

  /** A value that the density takes. */
  double acceptable() {
    for (double value : STANDING) {
      if (density.refused(value).isEmpty()) {
        return value;
      }
    }
    return STANDING[0];
  }
}
