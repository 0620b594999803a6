package org.sparksvi.config;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.update.Constant;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;
import org.sparksvi.update.Schedule;

/**
 * How the model is fitted.
 *
 * @param batch rows of rounds and blocks
 * @param epochs most visits of every row; empty to be chosen by the number of rows
 * @param maxSeconds most seconds of training; infinite for no limit
 * @param schedule rate of a step
 * @param oneOnAll whether the rate is 1 instead where a round has all rows
 * @param seed names all randomness
 * @param tolerance gain below which the run has converged; empty to be chosen by the rounds
 * @param patience held-out scores without a higher one that end a run; 0 for any number, empty to
 *     be chosen by the rounds
 * @param replicates trainings that are compared, the first of them published
 * @param retries halvings of the steps after numbers that are not finite
 * @param rounds how rounds are made
 */
public record InferenceSettings(
    BatchSize batch,
    OptionalLong epochs,
    double maxSeconds,
    Schedule schedule,
    boolean oneOnAll,
    long seed,
    OptionalDouble tolerance,
    OptionalLong patience,
    int replicates,
    int retries,
    RoundPlan rounds) {

  private static final int MOST_ROWS = 1 << 30;
  private static final long MOST_EPOCHS = 1L << 40;
  private static final int MOST_REPLICATES = 100;
  private static final int MOST_RETRIES = 100;
  private static final int MOST_SHARDS = 10_000;
  private static final int MOST_STEPS = 1_000_000;

  private static final double DELAY = 8;
  private static final double DELAY_OF_AUTO = 1;
  private static final double FORGETTING = 0.7;
  private static final double FORGETTING_OF_AUTO = 0.75;

  private enum Rule {
    AUTO,
    ROBBINS_MONRO,
    CONSTANT,
    BATCH
  }

  /** Checks the keys. */
  public static InferenceSettings of(Configuration c) {
    BatchSize batch = batch(c);
    return new InferenceSettings(
        batch,
        isAuto(c, "inference.epochs")
            ? OptionalLong.empty()
            : OptionalLong.of(c.whole("inference.epochs", 1, MOST_EPOCHS)),
        c.has("inference.max-seconds")
            ? c.real("inference.max-seconds", v -> v > 0, "be a positive number of seconds")
            : Double.POSITIVE_INFINITY,
        schedule(c, batch),
        rule(c) == Rule.AUTO,
        c.whole("inference.seed", Long.MIN_VALUE, Long.MAX_VALUE),
        isAuto(c, "inference.tolerance")
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                c.real("inference.tolerance", v -> v >= 0, "be a number of at least 0, or `auto`")),
        isAuto(c, "inference.patience")
            ? OptionalLong.empty()
            : OptionalLong.of(c.whole("inference.patience", 0, 1L << 40)),
        c.whole("inference.replicates", 1, MOST_REPLICATES),
        c.whole("inference.retries", 0, MOST_RETRIES),
        rounds(c));
  }

  /** The same with another seed. */
  public InferenceSettings seeded(long other) {
    return new InferenceSettings(
        batch,
        epochs,
        maxSeconds,
        schedule,
        oneOnAll,
        other,
        tolerance,
        patience,
        replicates,
        retries,
        rounds);
  }

  private static RoundPlan rounds(Configuration c) {
    int shards = c.whole("inference.local.shards", 1, MOST_SHARDS);
    int steps = c.whole("inference.local.steps", 0, MOST_STEPS);
    return steps == 0 ? RoundPlan.SYNCHRONOUS : RoundPlan.local(shards, steps);
  }

  private static BatchSize batch(Configuration c) {
    String key = "inference.batch-size";
    boolean all = c.optionalText(key).orElse("").equals("all");
    boolean auto = isAuto(c, key);
    if (!all && !auto && c.number(key).isEmpty()) {
      throw c.refuse(key, "be a whole number from 1 to %d, `all`, or `auto`".formatted(MOST_ROWS));
    }
    long rows = all ? BatchSize.ALL : auto ? BatchSize.AUTO : c.whole(key, 1, MOST_ROWS);
    String blockKey = "inference.block-size";
    if (isAuto(c, blockKey)) {
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
    String delayKey = "inference.rate.delay";
    double delay =
        !isAuto(c, delayKey)
            ? c.real(delayKey, v -> v >= 0, "be a number of at least 0, or `auto`")
            : batch.auto() ? DELAY_OF_AUTO : DELAY;
    String forgettingKey = "inference.rate.forgetting";
    double forgetting =
        !isAuto(c, forgettingKey)
            ? c.real(forgettingKey, v -> v > 0.5 && v <= 1, "be a number in (0.5, 1], or `auto`")
            : batch.auto() ? FORGETTING_OF_AUTO : FORGETTING;
    double value = c.real("inference.rate.value", v -> v > 0 && v <= 1, "be a number in (0, 1]");
    return switch (rule(c)) {
      case AUTO, ROBBINS_MONRO -> new RobbinsMonro(delay, forgetting);
      case CONSTANT -> new Constant(value);
      case BATCH -> {
        if (!batch.all()) {
          throw c.refuse("inference.batch-size", "be `all` where inference.rule is batch");
        }
        yield new Constant(1);
      }
    };
  }

  private static Rule rule(Configuration c) {
    return c.choice("inference.rule", Choices.of(Rule.class));
  }

  private static boolean isAuto(Configuration c, String key) {
    return c.optionalText(key).orElse("").equals("auto");
  }

  /** Blocks of a round on a data set of so many. */
  public int blocksPerRound(int blocks, Pace pace) {
    return batch.blocksPerRound(blocks, pace);
  }

  /** Most visits of every row on a data set of so many blocks. */
  public long epochs(int blocks, Pace pace) {
    long roundsPerEpoch = -Math.floorDiv(-blocks, blocksPerRound(blocks, pace));
    long chosen = pace.epochs(roundsPerEpoch, sweeps(blocks, pace));
    return epochs.orElse(batch.auto() ? chosen : Math.max(Pace.EPOCHS, chosen));
  }

  /** Gain of the score that is worth going on for, on a data set of so many blocks. */
  public double tolerance(int blocks, Pace pace) {
    return tolerance.orElse(pace.tolerance(sweeps(blocks, pace)));
  }

  /**
   * Held-out scores without a higher one that end a run on a data set of so many blocks.
   *
   * @param roundsOfScore rounds from one score to the next; 0 for an epoch
   */
  public long patience(int blocks, Pace pace, long roundsOfScore) {
    long roundsPerEpoch = -Math.floorDiv(-blocks, blocksPerRound(blocks, pace));
    return patience.orElse(pace.patience(roundsOfScore == 0 ? roundsPerEpoch : roundsOfScore));
  }

  /** How rounds are made on a data set of so many blocks. */
  public RoundPlan rounds(int blocks, Pace pace) {
    return pace.rounds(rounds, sweeps(blocks, pace));
  }

  /** The rule of every field on a data set of so many blocks. */
  public Rules rules(int blocks, Pace pace) {
    return Rules.all(schedule(blocks, pace));
  }

  private Schedule schedule(int blocks, Pace pace) {
    boolean all = blocksPerRound(blocks, pace) == blocks;
    return oneOnAll && all ? new Constant(1) : schedule;
  }

  /** Whether rounds have all rows and rate 1. */
  private boolean sweeps(int blocks, Pace pace) {
    boolean all = blocksPerRound(blocks, pace) == blocks;
    boolean atOne = schedule(blocks, pace).equals(new Constant(1));
    return all && atOne && rounds.equals(RoundPlan.SYNCHRONOUS);
  }
}
