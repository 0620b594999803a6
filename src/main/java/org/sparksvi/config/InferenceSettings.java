package org.sparksvi.config;

import org.sparksvi.engine.RoundPlan;
import org.sparksvi.update.Constant;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;
import org.sparksvi.update.Schedule;

/**
 * How the model is fitted.
 *
 * @param batch rows of rounds and blocks
 * @param epochs most visits of every row
 * @param maxSeconds most seconds of training; infinite for no limit
 * @param schedule rate of a step
 * @param seed names all randomness
 * @param tolerance improvement below which the run has converged
 * @param patience held-out scores without a higher one that end a run; 0 for any number
 * @param retries halvings of the steps after numbers that are not finite
 * @param rounds how rounds are made
 */
public record InferenceSettings(
    BatchSize batch,
    long epochs,
    double maxSeconds,
    Schedule schedule,
    long seed,
    double tolerance,
    long patience,
    int retries,
    RoundPlan rounds) {

  private static final int MOST_ROWS = 1 << 30;
  private static final int MOST_RETRIES = 100;
  private static final int MOST_SHARDS = 10_000;
  private static final int MOST_STEPS = 1_000_000;

  private enum Rule {
    ROBBINS_MONRO,
    CONSTANT,
    BATCH
  }

  /** Checks the keys. */
  public static InferenceSettings of(Configuration c) {
    BatchSize batch = batch(c);
    return new InferenceSettings(
        batch,
        c.whole("inference.epochs", 1, 1L << 40),
        c.has("inference.max-seconds")
            ? c.real("inference.max-seconds", v -> v > 0, "be a positive number of seconds")
            : Double.POSITIVE_INFINITY,
        schedule(c, batch),
        c.whole("inference.seed", Long.MIN_VALUE, Long.MAX_VALUE),
        c.real("inference.tolerance", v -> v >= 0, "be a number of at least 0"),
        c.whole("inference.patience", 0, 1L << 40),
        c.whole("inference.retries", 0, MOST_RETRIES),
        rounds(c));
  }

  private static RoundPlan rounds(Configuration c) {
    int shards = c.whole("inference.local.shards", 1, MOST_SHARDS);
    int steps = c.whole("inference.local.steps", 0, MOST_STEPS);
    return steps == 0 ? RoundPlan.SYNCHRONOUS : RoundPlan.local(shards, steps);
  }

  private static BatchSize batch(Configuration c) {
    String key = "inference.batch-size";
    boolean all = c.optionalText(key).orElse("").equals("all");
    if (!all && c.number(key).isEmpty()) {
      throw c.refuse(key, "be a whole number from 1 to %d, or `all`".formatted(MOST_ROWS));
    }
    long rows = all ? BatchSize.ALL : c.whole(key, 1, MOST_ROWS);
    String blockKey = "inference.block-size";
    if (c.optionalText(blockKey).orElse("").equals("auto")) {
      return new BatchSize(rows, BatchSize.blockRows(rows));
    }
    if (c.number(blockKey).isEmpty()) {
      throw c.refuse(blockKey, "be a whole number from 1 to %d, or `auto`".formatted(MOST_ROWS));
    }
    int blockRows = c.whole(blockKey, 1, MOST_ROWS);
    if (!all && rows % blockRows != 0) {
      throw c.refuse(blockKey, "divide inference.batch-size, which is " + rows);
    }
    return new BatchSize(rows, blockRows);
  }

  private static Schedule schedule(Configuration c, BatchSize batch) {
    double delay = c.real("inference.rate.delay", v -> v >= 0, "be a number of at least 0");
    double forgetting =
        c.real("inference.rate.forgetting", v -> v > 0.5 && v <= 1, "be a number in (0.5, 1]");
    double value = c.real("inference.rate.value", v -> v > 0 && v <= 1, "be a number in (0, 1]");
    return switch (c.choice("inference.rule", Choices.of(Rule.class))) {
      case ROBBINS_MONRO -> new RobbinsMonro(delay, forgetting);
      case CONSTANT -> new Constant(value);
      case BATCH -> {
        if (!batch.all()) {
          throw c.refuse("inference.batch-size", "be `all` where inference.rule is batch");
        }
        yield new Constant(1);
      }
    };
  }

  /** The rule of every field. */
  public Rules rules() {
    return Rules.all(schedule);
  }
}
