package org.sparksvi.models.topics;

import org.sparksvi.bundle.Bundle;

/** The arithmetic of local steps. */
public enum Kernel {
  /** Plain loops in double precision. */
  SCALAR {
    @Override
    TopicTable table(Bundle parameters, TopicsSettings settings) {
      return new ScalarTable(parameters, settings);
    }
  };

  abstract TopicTable table(Bundle parameters, TopicsSettings settings);

  /** The fastest one that this machine has. */
  public static Kernel best() {
    return SCALAR;
  }
}
