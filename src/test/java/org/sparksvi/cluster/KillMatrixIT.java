package org.sparksvi.cluster;

import org.junit.jupiter.api.Tag;

/** A few cells of the matrix. */
@Tag("cluster")
class KillMatrixIT extends KillMatrix {

  @Override
  int times(Misfortune misfortune) {
    return switch (misfortune) {
      case DRIVER_KILLED -> 3;
      case WORKER_KILLED, EXECUTOR_KILLED -> 1;
      case CHECKPOINT_CUT -> 2;
    };
  }
}
