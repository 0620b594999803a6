package org.sparksvi.spark.resident;

import java.util.OptionalInt;

/**
 * Which execution a training asks for.
 *
 * @param kind of execution
 * @param slots that resident tasks take; empty for all in an application of our own, and half of
 *     them in a session that is shared
 * @param joinSeconds see {@link ResidentSettings}
 * @param patienceSeconds see {@link ResidentSettings}
 * @param shiftSeconds see {@link ResidentSettings}
 */
public record ExecutionChoice(
    Kind kind, OptionalInt slots, double joinSeconds, double patienceSeconds, double shiftSeconds) {

  /** Kinds of execution. */
  public enum Kind {
    /** Resident where the plugin is loaded, otherwise a job a round. */
    AUTO,
    /** Tasks that stay; an error without the plugin. */
    RESIDENT,
    /** A Spark job a round. */
    JOB
  }

  /** A job a round, for the few rounds that resident tasks would not pay for. */
  public static ExecutionChoice job() {
    return of(Kind.JOB);
  }

  private static ExecutionChoice of(Kind kind) {
    ResidentSettings usual = ResidentSettings.of(1);
    return new ExecutionChoice(
        kind,
        OptionalInt.empty(),
        usual.joinSeconds(),
        usual.patienceSeconds(),
        usual.shiftSeconds());
  }
}
