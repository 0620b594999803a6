package org.sparksvi.job.kind;

import org.sparksvi.job.config.ConfigurationException;

/** Options that one kind of models has and another has not. */
final class Requests {
  private Requests() {}

  static void require(boolean absent, String option, String kind) {
    if (!absent) {
      throw new ConfigurationException(
          "%s is for models over words, but the run's is of the kind %s".formatted(option, kind));
    }
  }
}
