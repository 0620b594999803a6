package org.sparksvi.spark.resident;

/**
 * Why a task goes.
 *
 * @param reason for people
 */
record Ending(Kind kind, String reason) {

  /** What is over. */
  enum Kind {
    /** The training. */
    TRAINING,
    /** The task's shift: another task takes its place. */
    SHIFT,
    /** This attempt; another may be needed elsewhere. */
    ATTEMPT
  }
}
