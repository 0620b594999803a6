package org.sparksvi.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.spark.resident.ResidentExecution;
import org.sparksvi.spark.resident.ResidentPlugin;
import org.sparksvi.spark.resident.ResidentSettings;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/**
 * What shifts of resident tasks cost: rounds that only move numbers, with tasks that stay and with
 * tasks that go after a fifth of a second, in turn, and how long the end takes.
 */
@Tag("bench")
final class ShiftBenchmark {
  private static final double SHORT_SECONDS = 0.2;
  private static final double LONG_SECONDS = 3600;
  private static final int RUNS = 4; // of each; the first warms up
  private static final int ROUNDS = 8000; // the later half counts
  private static final int BLOCKS = 2;
  private static final int NUMBERS = 1000;

  @Test
  void shiftsAreNotNoticed() {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("shifts")
            .set("spark.plugins", ResidentPlugin.class.getName())
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false")
            .set("spark.log.level", "ERROR");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      for (int run = 0; run < RUNS; run++) {
        measure(spark, LONG_SECONDS);
        measure(spark, SHORT_SECONDS);
      }
    }
  }

  private static void measure(JavaSparkContext spark, double shift) {
    NumbersModel.Source source = new NumbersModel.Source(new NumbersModel(NUMBERS), BLOCKS);
    Times times = new Times();
    int before = jobs(spark);
    ResidentSettings settings = new ResidentSettings(BLOCKS, 120, 10, shift);
    double ended;
    try (ResidentExecution rounds =
        new ResidentExecution(spark, "shifts", source, settings, note -> {})) {
      Plan plan = new Plan(BLOCKS, Long.MAX_VALUE / 4, Double.POSITIVE_INFINITY, 0, 1 << 30, 0, 1);
      Rules rules = Rules.all(new RobbinsMonro(8, 0.7));
      Inference inference = new Inference(source.open(), rules, plan, rounds);
      inference.run(inference.start(), times, ShiftBenchmark::seconds);
      ended = seconds();
    }
    double close = 1e3 * (seconds() - ended);
    double[] later = times.later();
    System.out.println(
        String.format(
            Locale.ROOT,
            "shifts of %.1f s: %d jobs, a round %.3f ms on average, %.3f in the median, %.1f at most; the end %.0f ms",
            shift,
            jobs(spark) - before,
            Arrays.stream(later).sum() / later.length,
            later[later.length / 2],
            later[later.length - 1],
            close));
  }

  private static double seconds() {
    return System.nanoTime() * 1e-9;
  }

  private static int jobs(JavaSparkContext spark) {
    return spark.statusTracker().getJobIdsForGroup("shifts").length;
  }

  private static final class Times implements Listener {
    private final List<Double> seconds = new ArrayList<>();
    private double last;

    /** Milliseconds of the later rounds, the shortest first. */
    double[] later() {
      return seconds.stream().skip(ROUNDS / 2).mapToDouble(s -> 1e3 * s).sorted().toArray();
    }

    @Override
    public void onRound(TraceLine line, State state) {
      seconds.add(line.seconds() - last);
      last = line.seconds();
    }

    @Override
    public boolean wantsStop() {
      return seconds.size() >= ROUNDS;
    }
  }
}
