package org.sparksvi.spark.resident;

/**
 * What goes wrong in a simulated cluster: probabilities for every message, lease or second.
 *
 * @param lost a message or its answer, which is then repeated
 * @param doubled a message comes once more, later
 * @param failed a task fails at the end of a lease
 * @param died an executor, in a second
 * @param frozen an executor stands still for a while, in a second
 * @param drained an executor, in a second
 * @param speculated a second attempt is started beside a living one, in a second
 */
record Misfortunes(
    double lost,
    double doubled,
    double failed,
    double died,
    double frozen,
    double drained,
    double speculated) {
  static final Misfortunes NONE = new Misfortunes(0, 0, 0, 0, 0, 0, 0);
}
