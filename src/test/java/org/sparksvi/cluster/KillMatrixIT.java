package org.sparksvi.cluster;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** One training of each model. */
@Tag("cluster")
class KillMatrixIT extends KillMatrix {

  @Override
  int chains() {
    return 1;
  }

  @Override
  Map<Misfortune, Integer> times() {
    return Map.of(
        Misfortune.DRIVER_KILLED, 2,
        Misfortune.WORKER_KILLED, 1,
        Misfortune.EXECUTOR_KILLED, 1,
        Misfortune.CHECKPOINT_CUT, 1);
  }
}
