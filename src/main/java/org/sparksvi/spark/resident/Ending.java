package org.sparksvi.spark.resident;

/**
 * Why a task goes.
 *
 * @param over whether the training is; otherwise another attempt may be needed elsewhere
 * @param reason for people
 */
record Ending(boolean over, String reason) {}
