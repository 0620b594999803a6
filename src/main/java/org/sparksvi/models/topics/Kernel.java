package org.sparksvi.models.topics;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.FloatKernels;

/** The arithmetic of local steps. */
public enum Kernel {
  /** Plain loops in double precision. */
  SCALAR {
    @Override
    TopicTable table(Bundle parameters, TopicsSettings settings) {
      return new ScalarTable(parameters, settings);
    }
  },
  /** Vectors in single precision; needs the module jdk.incubator.vector. */
  VECTOR {
    @Override
    TopicTable table(Bundle parameters, TopicsSettings settings) {
      return new FloatTable(FloatKernels.byName("vector"), parameters, settings);
    }
  };

  abstract TopicTable table(Bundle parameters, TopicsSettings settings);

  /** The fastest one that this Java was started for. */
  public static Kernel best() {
    return FloatKernels.hasVectors() ? VECTOR : SCALAR;
  }
}
