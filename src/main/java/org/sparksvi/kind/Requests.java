package org.sparksvi.kind;

import org.sparksvi.config.ConfigurationException;

/** Options that one kind of models has and another has not. */
final class Requests {
  private Requests() {}

  static void require(boolean absent, String option, String kind) {
    require(absent, option, "over words", kind);
  }

  /**
   * Refuses an option.
   *
   * @param which models have it
   */
  static void require(boolean absent, String option, String which, String kind) {
    if (!absent) {
      throw new ConfigurationException(
          "%s is for models %s, but the run's is of the kind %s".formatted(option, which, kind));
    }
  }
}
