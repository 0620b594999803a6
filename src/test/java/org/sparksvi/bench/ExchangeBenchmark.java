package org.sparksvi.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.cluster.SparkCluster;
import org.sparksvi.cluster.TestJar;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.spark.JobExecution;
import org.sparksvi.spark.resident.ResidentExecution;
import org.sparksvi.spark.resident.ResidentPlugin;
import org.sparksvi.spark.resident.ResidentSettings;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/**
 * What a round costs beyond the model's own work: a model that only moves numbers, two blocks a
 * round, by the prototype, resident, by a job a round, and on one thread of this process. All in
 * one application, one after the other, several times over; medians.
 */
@Tag("bench")
final class ExchangeBenchmark {
  private static final int[] SIZES = {10, 1_000, 100_000, 1_000_000};
  private static final int RUNS = Integer.getInteger("bench.runs", 3);
  private static final int BLOCKS = 2;
  private static final String APPLICATION_JARS = System.getProperty("bench.jars", "");

  @Test
  void roundsAreShort() throws IOException {
    main();
  }

  public static void main(String... arguments) throws IOException {
    try (JavaSparkContext spark = new JavaSparkContext(conf("local[2]"))) {
      measure("local[2]", spark);
    }
    if (!APPLICATION_JARS.isEmpty()) {
      try (SparkCluster cluster = SparkCluster.start("exchange-benchmark", Map.of());
          JavaSparkContext spark =
              new JavaSparkContext(
                  conf(cluster.url())
                      .set(
                          "spark.jars",
                          APPLICATION_JARS
                              + ","
                              + TestJar.of(ExchangeBenchmark.class).toString()))) {
        measure("two executors", spark);
      }
    }
  }

  private static SparkConf conf(String master) {
    return new SparkConf()
        .setMaster(master)
        .setAppName("exchange")
        .set(
            "spark.plugins", ResidentPlugin.class.getName() + "," + PrototypeRounds.class.getName())
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.executor.memory", "900m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1")
        .set("spark.ui.enabled", "false")
        .set("spark.log.level", "ERROR");
  }

  private static void measure(String where, JavaSparkContext spark) {
    for (int size : SIZES) {
      int rounds = size >= 1_000_000 ? 60 : 400;
      List<double[]> runs = new ArrayList<>();
      for (int run = 0; run <= RUNS; run++) {
        NumbersModel model = new NumbersModel(size);
        NumbersModel.Source source = new NumbersModel.Source(model, BLOCKS);
        double[] millis = {
          1e3 * PrototypeRounds.seconds(spark, size, rounds),
          median(
              source,
              rounds,
              new ResidentExecution(
                  spark, "resident", source, ResidentSettings.of(BLOCKS), System.out::println)),
          median(source, rounds / 10, new JobExecution(spark, "job", source)),
          median(source, rounds, new InProcess(source.open(), 1))
        };
        if (run > 0) { // the first warms up
          runs.add(millis);
        }
      }
      System.out.println(
          String.format(
              Locale.ROOT,
              "%s, %d doubles: prototype %.2f ms, resident %.2f ms (%.2f of it), a job a round %.1f ms, one thread %.2f ms",
              where,
              size,
              median(runs, 0),
              median(runs, 1),
              median(runs, 1) / median(runs, 0),
              median(runs, 2),
              median(runs, 3)));
    }
  }

  private static double median(List<double[]> runs, int of) {
    double[] sorted = runs.stream().mapToDouble(run -> run[of]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Median milliseconds of the later half of the rounds; closes the execution. */
  private static double median(NumbersModel.Source source, int rounds, Execution execution) {
    Times times = new Times(rounds);
    try (execution) {
      Plan plan = new Plan(BLOCKS, Long.MAX_VALUE / 4, Double.POSITIVE_INFINITY, 0, 1 << 30, 0, 1);
      Rules rules = Rules.all(new RobbinsMonro(8, 0.7));
      Inference inference = new Inference(source.open(), rules, plan, execution);
      inference.run(inference.start(), times, () -> System.nanoTime() / 1e9);
    }
    double[] later =
        times.seconds.stream().skip(rounds / 2).mapToDouble(s -> 1e3 * s).sorted().toArray();
    return later[later.length / 2];
  }

  private static final class Times implements Listener {
    private final int rounds;
    private final List<Double> seconds = new ArrayList<>();
    private double last;

    Times(int rounds) {
      this.rounds = rounds;
    }

    @Override
    public void onRound(TraceLine line, State state) {
      seconds.add(line.seconds() - last);
      last = line.seconds();
    }

    @Override
    public boolean wantsStop() {
      return seconds.size() >= rounds;
    }
  }
}
