package org.sparksvi.cluster;

import org.junit.jupiter.api.Tag;

/** The whole matrix, by {@code mvn -Pkill verify}. */
@Tag("kill")
class WholeKillMatrixIT extends KillMatrix {

  @Override
  int times(Misfortune misfortune) {
    return misfortune == Misfortune.DRIVER_KILLED ? 20 : 5;
  }
}
