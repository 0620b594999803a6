package org.sparksvi.models.joint;

import org.sparksvi.format.FormatException;

/** A column that has a density, which new rows are drawn from. */
record Observed(String column, Density density) {
  /** What stands in the place of values that are missing or do not count, where it is allowed. */
  private static final double[] STANDING = {1, 0, 0.5, -1};

  /**
   * Refuses values that the density does not take; those that are missing are left to who scores
   * rows without them.
   *
   * @param place of the column
   */
  void require(UnitRows block, int place) {
    for (int r = 0; r < block.keys().length; r++) {
      double value = block.values()[r * block.columns() + place];
      String rule = Double.isNaN(value) ? "" : density.refused(value);
      if (!rule.isEmpty()) {
        throw new FormatException(
            "row of key " + block.keys()[r],
            "column '%s' must be %s, but is %s".formatted(column, rule, value));
      }
    }
  }

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
