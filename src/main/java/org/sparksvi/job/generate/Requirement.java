package org.sparksvi.job.generate;

/** What settings must be. */
final class Requirement {
  private Requirement() {}

  static boolean positive(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  static void require(boolean holds, String quantity, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s must %s, but was %s".formatted(quantity, rule, value));
    }
  }
}
