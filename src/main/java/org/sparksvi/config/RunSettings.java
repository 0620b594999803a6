package org.sparksvi.config;

import java.util.OptionalInt;
import org.sparksvi.spark.resident.ExecutionChoice;

/**
 * What a run keeps, and how often it looks at itself.
 *
 * @param directory where everything is kept
 * @param checkpointRounds rounds between checkpoints; 0 for none by rounds
 * @param checkpointSeconds seconds between checkpoints; 0 for none by time
 * @param checkpoints that are kept, beside the best
 * @param published which parameters become the model
 * @param heldOutEvery rounds between held-out scores; 0 for once an epoch
 * @param boundEvery rounds between exact evaluations of the bound
 * @param execution where rounds are computed
 * @param heartbeatSeconds between two signs of life in the run directory
 * @param reservoirMegabytes of the rows that updates keep for those after them; 0 for none
 */
public record RunSettings(
    String directory,
    long checkpointRounds,
    double checkpointSeconds,
    int checkpoints,
    PublishedState published,
    long heldOutEvery,
    long boundEvery,
    ExecutionChoice execution,
    double heartbeatSeconds,
    int reservoirMegabytes) {

  private static final long MOST_ROUNDS = 1L << 40;
  private static final int MOST_CHECKPOINTS = 1000;
  private static final int MOST_SLOTS = 1 << 20;
  private static final int MOST_RESERVOIR = 1000; // the driver holds it for a moment

  /** Checks the keys. */
  public static RunSettings of(Configuration c) {
    if (!c.has("run.directory")) {
      throw new ConfigurationException(
          c.file() + ": run.directory must be given, there or by --run DIR");
    }
    return new RunSettings(
        c.text("run.directory"),
        c.whole("run.checkpoint-rounds", 0, MOST_ROUNDS),
        c.real("run.checkpoint-seconds", v -> v >= 0, "be a number of at least 0"),
        c.whole("run.checkpoints", 1, MOST_CHECKPOINTS),
        c.choice("run.publish", Choices.of(PublishedState.class)),
        c.whole("run.held-out-every", 0, MOST_ROUNDS),
        c.whole("trace.bound-every", 1, MOST_ROUNDS),
        execution(c),
        c.real("run.heartbeat-seconds", RunSettings::isWait, "be a positive number"),
        c.whole("run.reservoir-megabytes", 0, MOST_RESERVOIR));
  }

  private static ExecutionChoice execution(Configuration c) {
    OptionalInt slots =
        c.text("run.slots").equals("auto")
            ? OptionalInt.empty()
            : OptionalInt.of(c.whole("run.slots", 1, MOST_SLOTS));
    return new ExecutionChoice(
        c.choice("run.execution", Choices.of(ExecutionChoice.Kind.class)),
        slots,
        c.real("run.join-seconds", RunSettings::isWait, "be a positive number"),
        c.real("run.patience-seconds", RunSettings::isWait, "be a positive number"),
        c.real("run.shift-seconds", RunSettings::isWait, "be a positive number"));
  }

  private static boolean isWait(double seconds) {
    return seconds > 0 && seconds < Double.POSITIVE_INFINITY;
  }
}
