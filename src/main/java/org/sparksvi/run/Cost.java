package org.sparksvi.run;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.Block;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.kind.Trainable;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.rows.Prepared;
import org.sparksvi.spark.MemoryIngestion;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.resident.SparkExecutions;

/**
 * What a training takes, found before it begins: all rows are read once and counted, rounds are
 * timed on the first of their blocks, and the rest is multiplied out.
 *
 * @param rows to train on, or groups of them; about where {@code share} is less than 1
 * @param share of the rows that was looked at; more than 1 where fewer are asked about
 * @param columns of the rows
 * @param blockRows rows of a block
 * @param blocks of all rows
 * @param roundBlocks blocks of a round
 * @param roundsPerEpoch rounds in which every row is visited
 * @param epochs most of them
 * @param reading seconds that it took to read all rows
 * @param start seconds until there are parameters to begin at
 * @param perRound seconds of a round's sum whatever its blocks, of one task
 * @param perBlock seconds of a round's sum for each block, of one thread
 * @param exchange seconds that a round of this session's Spark takes longer than its parts; less
 *     than 0 where it takes less
 * @param update seconds of a round on the driver
 * @param down bytes that an executor is sent in a round
 * @param up bytes that an executor sends in a round
 * @param parameters bytes of the parameters
 * @param state bytes of the parameters and what the rules remember
 * @param blockBytes bytes of the files of all training blocks
 * @param heldOutBytes bytes of the files of held-out blocks
 * @param checkpoints that are kept
 */
public record Cost(
    long rows,
    double share,
    int columns,
    int blockRows,
    int blocks,
    int roundBlocks,
    long roundsPerEpoch,
    long epochs,
    double reading,
    double start,
    double perRound,
    double perBlock,
    double exchange,
    double update,
    long down,
    long up,
    long parameters,
    long state,
    long blockBytes,
    long heldOutBytes,
    int checkpoints) {
  private static final long SAMPLE_BYTES = 32L << 20; // of rows in memory

  /** Of Java, Spark and the program's classes: what a small training lives with. */
  public static final long BASE_BYTES = 256L << 20;

  private static final double BYTES_PER_SECOND = 1e9; // of a network of 10 Gbit/s
  private static final double ROUND_TRIP = 1e-3; // seconds between machines, at least

  /** At most: what a round takes longer than that here is cores that slow each other down. */
  private static final double LONGEST_TRIP = 0.1;

  /**
   * Reads all rows and times rounds on the first.
   *
   * @param rows as if there were so many, where given
   */
  public static Cost of(
      Host host, SparkSession spark, TrainingSettings settings, Optional<Long> rows) {
    Preparation preparation = Preparation.of(host, spark, settings);
    MemoryIngestion ingestion = preparation.sampling(SAMPLE_BYTES);
    double before = host.seconds();
    Prepared prepared = preparation.ingest(ingestion, Optional.empty());
    double reading = host.seconds() - before;
    host.note("timing rounds");
    return of(
        settings,
        new Sample(ingestion, prepared, reading, rows, host::seconds),
        new Session(host, settings, JavaSparkContext.fromSparkContext(spark.sparkContext())),
        StartingPoint.fresh(host, settings).trainable().apply(prepared));
  }

  /** What a training here would compute its rounds by. */
  private record Session(Host host, TrainingSettings settings, JavaSparkContext spark) {
    RoundTimer.Executions rounds(WorkloadSource source) {
      return workload ->
          SparkExecutions.open(
              spark,
              "svi explain",
              source,
              settings.run().execution(),
              host.ownsSpark(),
              host::log);
    }

    int slots() {
      return spark.defaultParallelism();
    }
  }

  /** What was read, and how many rows it stands for. */
  private record Sample(
      MemoryIngestion ingestion,
      Prepared prepared,
      double reading,
      Optional<Long> given,
      DoubleSupplier clock) {
    long rows() {
      return given.orElse(Math.round(here() / ingestion.trainingShare()));
    }

    long here() {
      return prepared.training().totalRows();
    }

    double share() {
      return given.isEmpty() ? ingestion.trainingShare() : (double) here() / rows();
    }
  }

  private static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H>> Cost of(
      TrainingSettings settings, Sample sample, Session session, Trainable<B, H, M> trainable) {
    WorkloadSource source = sample.ingestion().workload(trainable.model());
    return of(settings, sample, source.open(), session.slots(), session.rounds(source));
  }

  private static <B extends Block> Cost of(
      TrainingSettings settings,
      Sample sample,
      Workload<B, ?> workload,
      int slots,
      RoundTimer.Executions session) {
    int here = workload.training().count();
    int blockRows = workload.training().rows(0);
    int blocks = sample.share() == 1 ? here : blocks(sample.rows(), blockRows);
    Plan plan = settings.plan(blocks);
    int round = plan.rounds().blocks(plan.blocksPerRound(), blocks);
    int most = Math.min(round, here);
    int half = Math.max(1, most / 2);
    double weight = workload.training().totalWeight() / sample.share();
    RoundTimer timer = new RoundTimer(settings, blocks, weight, sample.clock());
    RoundTimes whole = timer.times(workload, most, RoundTimer.Executions.ALONE);
    RoundTimes part =
        half < most ? timer.times(workload, half, RoundTimer.Executions.ALONE) : whole;
    RoundTimes shared = timer.times(workload, most, session);
    double perBlock =
        half < most
            ? Math.max(
                0, Math.min(whole.work() / most, (whole.work() - part.work()) / (most - half)))
            : whole.work() / most;
    double perRound = whole.work() - perBlock * most;
    return new Cost(
        sample.rows(),
        sample.share(),
        sample.prepared().names().size(),
        blockRows,
        blocks,
        round,
        -Math.floorDiv(-blocks, round),
        plan.epochs(),
        sample.reading(),
        whole.start(),
        perRound,
        perBlock,
        shared.work() - work(perRound, perBlock, most, slots),
        shared.update(),
        whole.down(),
        Math.round(whole.up() * grown(whole, part, round)),
        whole.parameters(),
        whole.state(),
        Math.round(sample.ingestion().trainingFileBytes() / sample.share()),
        Math.round(sample.ingestion().heldOutFileBytes() / sample.share()),
        settings.run().checkpoints());
  }

  private static int blocks(long rows, int blockRows) {
    long blocks = -Math.floorDiv(-rows, (long) blockRows);
    if (blocks > Integer.MAX_VALUE) {
      throw new ConfigurationException(
          "--rows must make at most %d blocks of %d, but makes %d"
              .formatted(Integer.MAX_VALUE, blockRows, blocks));
    }
    return (int) blocks;
  }

  /** By what sums over more blocks than were looked at are larger, where they touch more rows. */
  private static double grown(RoundTimes whole, RoundTimes part, int round) {
    boolean grows = whole.up() > part.up() && round > whole.blocks();
    return grows
        ? Math.pow(
            (double) round / whole.blocks(),
            Math.log((double) whole.up() / part.up())
                / Math.log((double) whole.blocks() / part.blocks()))
        : 1;
  }

  /**
   * Seconds of a round: its blocks dealt out to all cores, what is sent, and the driver's part.
   *
   * @param executors 0 where the driver does the work
   * @param cores of all executors together
   * @param here whether they are those of this session, where rounds were timed
   */
  public double roundSeconds(int executors, int cores, boolean here) {
    double work = work(perRound, perBlock, roundBlocks, cores);
    double sent = (double) executors * (down + up) / BYTES_PER_SECOND;
    double waiting = here ? exchange : Math.min(LONGEST_TRIP, Math.max(ROUND_TRIP, exchange));
    return Math.max(0, work + waiting) + sent + update;
  }

  /** Seconds of a round's sum with its blocks dealt out to tasks. */
  private static double work(double perRound, double perBlock, int blocks, int cores) {
    return perRound + perBlock * Math.ceil((double) blocks / Math.min(cores, blocks));
  }

  /** Most rounds. */
  public long rounds() {
    return roundsPerEpoch * epochs;
  }

  /** Bytes of the checkpoints that are kept, and of one that is being written. */
  public long checkpointBytes() {
    return (checkpoints + 1) * state;
  }

  /** Bytes of a run directory: blocks, checkpoints with one that is being written, the model. */
  public long diskBytes() {
    return blockBytes + heldOutBytes + checkpointBytes() + parameters;
  }

  /**
   * Bytes of heap that a driver needs: the state, its copy for a checkpoint, and sums.
   *
   * @param executors whose sums may come at the same time
   */
  public long driverBytes(int executors) {
    return BASE_BYTES + 3 * state + (long) (2 + Math.min(executors, 2)) * up;
  }

  /**
   * Bytes of heap that an executor needs besides blocks, for which it takes what is left.
   *
   * @param cores of the executor
   */
  public long executorBytes(int cores) {
    return BASE_BYTES + 2 * parameters + (long) Math.min(cores, roundBlocks) * 2 * up;
  }
}
