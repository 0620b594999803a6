package org.sparksvi.models.autoencoder;

/** Rules of settings. */
final class Checks {
  private Checks() {}

  static void atLeast(String quantity, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, but were %d".formatted(quantity, least, value));
    }
  }

  static void positive(String quantity, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be positive and finite, but was %s".formatted(quantity, value));
    }
  }

  static void notNegative(String quantity, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be at least 0 and finite, but was %s".formatted(quantity, value));
    }
  }
}
