package org.sparksvi.cluster;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/**
 * The whole matrix, by {@code mvn -Pkill verify}: of each model 20 drivers, and 5 of the others.
 */
@Tag("kill")
class WholeKillMatrixIT extends KillMatrix {

  @Override
  int chains() {
    return 5;
  }

  @Override
  Map<Misfortune, Integer> times() {
    return Map.of(
        Misfortune.DRIVER_KILLED, 4,
        Misfortune.WORKER_KILLED, 1,
        Misfortune.EXECUTOR_KILLED, 1,
        Misfortune.CHECKPOINT_CUT, 1);
  }
}
