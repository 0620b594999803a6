package org.sparksvi.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.JobExecution;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.resident.ResidentExecution;
import org.sparksvi.spark.resident.ResidentPlugin;
import org.sparksvi.spark.resident.ResidentSettings;
import org.sparksvi.store.DocwordBlocks;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/**
 * What engine and exchange add to a round of a topic model beyond the model's own work: resident
 * and by a job a round, in one session of two threads, alternating; medians of the later rounds.
 */
@Tag("bench")
final class TopicsExchangeBenchmark {
  private static final String SHIPPED = "datasets/kjv/docword.kjv.txt.gz";
  private static final int BLOCK_ROWS = 128;
  private static final int BLOCKS_PER_ROUND = 8;
  private static final int TOPICS = 50;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 300);
  private static final int RUNS = Integer.getInteger("bench.runs", 3);

  /** The workload in this process, which has the executor too. */
  private record Here(String file) implements WorkloadSource {
    @Override
    public Workload<?, ?> open() {
      return workload(Path.of(file));
    }
  }

  @Test
  void littleIsAdded() throws IOException {
    main();
  }

  public static void main(String... arguments) throws IOException {
    Path file = Path.of(System.getProperty("bench.train", SHIPPED)).toAbsolutePath();
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("topics exchange")
            .set("spark.plugins", ResidentPlugin.class.getName())
            .set("spark.ui.enabled", "false")
            .set("spark.log.level", "ERROR");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      for (int run = 1; run <= RUNS; run++) {
        print(
            run,
            "resident",
            measure(
                file,
                new ResidentExecution(
                    spark,
                    "resident",
                    new Here(file.toString()),
                    ResidentSettings.of(2),
                    line -> {})));
        print(
            run,
            "a job a round",
            measure(file, new JobExecution(spark, "job", new Here(file.toString()))));
      }
    }
  }

  private static void print(int run, String what, double[] millis) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "run %d, %s: %.2f ms a round, of which engine and exchange %.2f ms",
            run,
            what,
            millis[0],
            millis[1]));
  }

  private static Workload<CountBlock, CountBlock> workload(Path file) {
    try {
      MemoryBlocks<CountBlock> blocks = DocwordBlocks.read(file, 1, BLOCK_ROWS);
      TopicsModel model =
          new TopicsModel(TopicsSettings.of(TOPICS, blocks.read(0).columns(), 0.1, 0.05));
      return Workload.of(new TimedModel<>(model), blocks);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Median milliseconds of a round, and of what is not the model's; closes the execution. */
  private static double[] measure(Path file, Execution execution) {
    Times times = new Times();
    try (execution) {
      Plan plan =
          new Plan(
              BLOCKS_PER_ROUND, Long.MAX_VALUE >> 20, Double.POSITIVE_INFINITY, 0, 1 << 30, 0, 1);
      Rules rules = Rules.all(new RobbinsMonro(8, 0.7));
      Inference inference = new Inference(workload(file), rules, plan, execution);
      inference.run(inference.start(), times, () -> System.nanoTime() / 1e9);
    }
    return new double[] {median(times.all), median(times.beyond)};
  }

  private static double median(List<Double> millis) {
    double[] later =
        millis.stream().skip(ROUNDS / 2).mapToDouble(Double::doubleValue).sorted().toArray();
    return later[later.length / 2];
  }

  private static final class Times implements Listener {
    private final List<Double> all = new ArrayList<>();
    private final List<Double> beyond = new ArrayList<>();
    private double last;

    @Override
    public void onRound(TraceLine line, State state) {
      double millis = 1e3 * (line.seconds() - last);
      all.add(millis);
      beyond.add(millis - TimedModel.take() / 1e6);
      last = line.seconds();
    }

    @Override
    public boolean wantsStop() {
      return all.size() >= ROUNDS;
    }
  }
}
