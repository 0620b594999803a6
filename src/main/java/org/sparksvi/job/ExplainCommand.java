package org.sparksvi.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.Json;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.Cost;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.store.HadoopFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi explain}: what a training takes, before it begins. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what a training would take: rows, rounds, time, memory, disk, and bytes that are sent.",
      "All rows are read once; rounds are timed on the first of them, by one thread. Exit code 2",
      "where the memory or the disk is too small. Nothing is trained, and no run is written."
    })
final class ExplainCommand implements Job {
  private static final double MEGABYTE = 1e6;
  private static final double GIGABYTE = 1e9;

  @Mixin private ConfOptions conf = new ConfOptions();

  @Option(
      names = "--executors",
      paramLabel = "N",
      description = "Of a cluster of so many executors, instead of the one at hand.")
  private Integer executors;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "Of so many cores for each executor, or for the driver where it is alone.")
  private Integer cores;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "As if there were so many rows like those of the input.")
  private Long rows;

  @Option(names = "--json", description = "JSON instead of lines.")
  private boolean json;

  @Mixin private SparkOptions sparkOptions = new SparkOptions();

  /** Who computes. */
  private record Machines(int executors, int coresOfEach, boolean here) {
    int cores() {
      return Math.max(1, executors) * coresOfEach;
    }

    double roundSeconds(Cost cost) {
      return cost.roundSeconds(executors, cores(), here);
    }

    /** Bytes of heap that the driver needs, which does the executors' work where it is alone. */
    long driverBytes(Cost cost) {
      long work = cost.executorBytes(coresOfEach) - Cost.BASE_BYTES;
      return cost.driverBytes(executors) + (executors == 0 ? work : 0);
    }
  }

  @Override
  public ExitCode run(Session session) {
    requirePositive("--executors", executors);
    requirePositive("--cores", cores);
    requirePositive("--rows", rows);
    Configuration configuration = conf.configuration(session);
    TrainingSettings settings = TrainingSettings.of(configuration, Kinds.installed());
    CommandHost host = new CommandHost(session, sparkOptions.master(), Set.of());
    SparkSession spark = session.spark("svi explain", sparkOptions.master());
    Cost cost =
        SparkStop.unlessAsked(
            session, spark, () -> Cost.of(host, spark, settings, Optional.ofNullable(rows)));
    session.stop().requireNone("before there was a result");
    Machines machines = machines(spark.sparkContext());
    session.print(json ? page(cost, machines) : text(cost, machines));
    List<String> wants = wants(cost, machines, spark.sparkContext(), settings);
    if (!wants.isEmpty()) {
      throw new ConfigurationException(String.join("; ", wants));
    }
    return ExitCode.DONE;
  }

  private static void requirePositive(String option, Number value) {
    if (value != null && value.longValue() < 1) {
      throw new ConfigurationException(
          "%s must be at least 1, but was %d".formatted(option, value));
    }
  }

  private Machines machines(SparkContext context) {
    int here =
        context.isLocal() ? 0 : Math.max(1, context.statusTracker().getExecutorInfos().length - 1);
    int count = executors == null ? here : executors;
    int each = Math.max(1, context.defaultParallelism() / Math.max(1, here));
    return new Machines(count, cores == null ? each : cores, executors == null && cores == null);
  }

  /** What does not fit. */
  private List<String> wants(
      Cost cost, Machines machines, SparkContext context, TrainingSettings settings) {
    List<String> wants = new ArrayList<>();
    boolean alone = machines.executors() == 0;
    long driver = machines.driverBytes(cost);
    long heap = Runtime.getRuntime().maxMemory();
    if (driver > heap) {
      wants.add(
          "the driver's heap must have about %s, but has %s; --driver-memory gives more"
              .formatted(size(driver), size(heap)));
    }
    long each = cost.executorBytes(machines.coresOfEach());
    long given = JavaUtils.byteStringAsBytes(context.getConf().get("spark.executor.memory", "1g"));
    if (!alone && each > given) {
      wants.add(
          "an executor's heap must have about %s, but has %s; spark.executor.memory gives more"
              .formatted(size(each), size(given)));
    }
    remaining(context, settings.run().directory())
        .filter(free -> free < cost.diskBytes())
        .ifPresent(
            free ->
                wants.add(
                    "%s must have room for about %s, but has %s"
                        .formatted(
                            settings.run().directory(), size(cost.diskBytes()), size(free))));
    return wants;
  }

  /** Bytes that are free where a run would be, as far as its file system says so. */
  private static Optional<Long> remaining(SparkContext context, String directory) {
    Path path = new Path(directory);
    try {
      FileSystem fs = HadoopFiles.of(path, context.hadoopConfiguration());
      Path there = fs.makeQualified(path);
      while (!fs.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      long free = fs.getStatus(there).getRemaining();
      return free == Long.MAX_VALUE || free <= 0 ? Optional.empty() : Optional.of(free);
    } catch (IOException e) {
      throw new UncheckedIOException("asking for the room of " + directory, e);
    }
  }

  private static String text(Cost cost, Machines machines) {
    boolean alone = machines.executors() == 0;
    double round = machines.roundSeconds(cost);
    StringBuilder text = new StringBuilder();
    line(
        text,
        "rows",
        "%,d%s, %,d columns; %,d blocks of up to %,d",
        cost.rows(),
        cost.share() < 1 ? " (about; %.2g of them were looked at)".formatted(cost.share()) : "",
        cost.columns(),
        cost.blocks(),
        cost.blockRows());
    line(
        text,
        "rounds",
        "at most %,d: %,d epochs of %,d; a round takes %,d of the blocks",
        cost.rounds(),
        cost.epochs(),
        cost.roundsPerEpoch(),
        cost.roundBlocks());
    line(text, "reading", "%s here, without writing blocks", time(cost.reading()));
    line(text, "start", "%s until there are parameters", time(cost.start()));
    line(
        text,
        "a round",
        "%s on %d %s: a block %s, each task besides %s, Spark %s, the driver %s",
        time(round),
        machines.cores(),
        machines.cores() == 1 ? "core" : "cores",
        time(cost.perBlock()),
        time(cost.perRound()),
        time(Math.max(0, cost.exchange())),
        time(cost.update()));
    line(
        text,
        "training",
        "at most %s; it ends before where it has converged",
        time(cost.start() + round * cost.rounds()));
    line(text, "sent", "%s a round to each executor, %s back", size(cost.down()), size(cost.up()));
    line(
        text,
        "disk",
        "%s: blocks %s, checkpoints %s",
        size(cost.diskBytes()),
        size(cost.blockBytes() + cost.heldOutBytes()),
        size(cost.checkpointBytes()));
    line(
        text,
        "heap",
        alone ? "%s" : "driver %s, each executor %s and blocks as there is room",
        size(machines.driverBytes(cost)),
        size(cost.executorBytes(machines.coresOfEach())));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-9s ", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private static String time(double seconds) {
    if (seconds < 1e-3) {
      return String.format(Locale.ROOT, "%.0f µs", 1e6 * seconds);
    }
    if (seconds < 1) {
      return String.format(Locale.ROOT, "%.3g ms", 1e3 * seconds);
    }
    return seconds < 120
        ? String.format(Locale.ROOT, "%.3g s", seconds)
        : seconds < 7200
            ? String.format(Locale.ROOT, "%.3g min", seconds / 60)
            : String.format(Locale.ROOT, "%.3g h", seconds / 3600);
  }

  private static String size(long bytes) {
    return bytes < MEGABYTE
        ? String.format(Locale.ROOT, "%.3g kB", bytes / 1e3)
        : bytes < GIGABYTE
            ? String.format(Locale.ROOT, "%.3g MB", bytes / MEGABYTE)
            : String.format(Locale.ROOT, "%.3g GB", bytes / GIGABYTE);
  }

  private static String page(Cost cost, Machines machines) {
    ObjectNode page = Json.object();
    page.put("rows", cost.rows());
    page.put("share", cost.share());
    page.put("columns", cost.columns());
    page.put("blocks", cost.blocks());
    page.put("blockRows", cost.blockRows());
    page.put("roundBlocks", cost.roundBlocks());
    page.put("roundsPerEpoch", cost.roundsPerEpoch());
    page.put("mostEpochs", cost.epochs());
    page.put("executors", machines.executors());
    page.put("cores", machines.cores());
    page.put("readingSeconds", cost.reading());
    page.put("startSeconds", cost.start());
    page.put("blockSeconds", cost.perBlock());
    page.put("taskSeconds", cost.perRound());
    page.put("exchangeSeconds", cost.exchange());
    page.put("driverSeconds", cost.update());
    page.put("roundSeconds", machines.roundSeconds(cost));
    page.put("bytesDown", cost.down());
    page.put("bytesUp", cost.up());
    page.put("parameterBytes", cost.parameters());
    page.put("stateBytes", cost.state());
    page.put("blockBytes", cost.blockBytes());
    page.put("heldOutBytes", cost.heldOutBytes());
    page.put("diskBytes", cost.diskBytes());
    page.put("driverBytes", machines.driverBytes(cost));
    page.put("executorBytes", cost.executorBytes(machines.coresOfEach()));
    return Json.page(page);
  }
}
