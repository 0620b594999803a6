package org.sparksvi.cluster;

import org.junit.jupiter.api.Tag;

/** A few cells of the matrix. */
@Tag("cluster")
class KillMatrixIT extends KillMatrix {

  @Override
  int times(Misfortune misfortune) {
    return 1;
  }
}
