package org.sparksvi.spark.resident;

/**
 * How much resident rounds take and how long they wait.
 *
 * @param slots tasks that stay, at least 1
 * @param joinSeconds most seconds that rounds wait while no task takes part
 * @param patienceSeconds least seconds before an executor's units are given to others as well;
 *     never less than twenty ordinary rounds
 * @param shiftSeconds that a task stays at least, before another takes its place
 */
public record ResidentSettings(
    int slots, double joinSeconds, double patienceSeconds, double shiftSeconds) {
  private static final double JOIN_SECONDS = 120;
  private static final double PATIENCE_SECONDS = 10;
  private static final double SHIFT_SECONDS = 300;

  public ResidentSettings {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be at least 1, but was " + slots);
    }
    requirePositive("join-seconds", joinSeconds);
    requirePositive("patience-seconds", patienceSeconds);
    requirePositive("shift-seconds", shiftSeconds);
  }

  /** Slots, with everything else at its default. */
  public static ResidentSettings of(int slots) {
    return new ResidentSettings(slots, JOIN_SECONDS, PATIENCE_SECONDS, SHIFT_SECONDS);
  }

  private static void requirePositive(String quantity, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be positive and finite, but was %s".formatted(quantity, value));
    }
  }
}
