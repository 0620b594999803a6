package org.sparksvi.cluster;

import java.util.Locale;

/** What befalls a training. */
enum Misfortune {
  /** The driver's process is ended (SIGKILL), and the same command submitted again. */
  DRIVER_KILLED,
  /** A worker and its executor are ended, and a worker started in its place. */
  WORKER_KILLED,
  /** The executor of a worker is ended. */
  EXECUTOR_KILLED,
  /** The newest checkpoint that a killed driver left is cut short. */
  CHECKPOINT_CUT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
