package org.sparksvi.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.cluster.SparkCluster;
import org.sparksvi.cluster.TestJar;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.spark.JobLog;
import org.sparksvi.spark.resident.ResidentExecution;
import org.sparksvi.spark.resident.ResidentPlugin;
import org.sparksvi.spark.resident.ResidentSettings;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/**
 * Ten thousand resident rounds of 200 blocks on two executors of one slot: what lives in the heaps
 * of driver and executors after a full collection ({@code jcmd PID GC.class_histogram}), and how
 * many threads they have, every thousand rounds and after the end; {@code -Dbench.shift-seconds=N}
 * for shifts other than of five minutes.
 */
@Tag("bench")
final class EnduranceBenchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 10_000);
  private static final int BLOCKS = 200;
  private static final int SIZE = Integer.getInteger("bench.size", 1_000);
  private static final double SHIFT_SECONDS =
      Double.parseDouble(System.getProperty("bench.shift-seconds", "300"));

  @Test
  void memoryIsFlat() throws IOException {
    main();
  }

  public static void main(String... arguments) throws IOException {
    try (SparkCluster cluster = SparkCluster.start("endurance", Map.of());
        JavaSparkContext spark =
            new JavaSparkContext(
                new SparkConf()
                    .setMaster(cluster.url())
                    .setAppName("endurance")
                    .set("spark.plugins", ResidentPlugin.class.getName())
                    .set(
                        "spark.jars",
                        System.getProperty("bench.jars")
                            + ","
                            + TestJar.of(EnduranceBenchmark.class))
                    .set("spark.driver.host", "127.0.0.1")
                    .set("spark.driver.bindAddress", "127.0.0.1")
                    .set("spark.executor.memory", SparkCluster.EXECUTOR_MEMORY)
                    .set("spark.cores.max", "2")
                    .set("spark.ui.enabled", "false")
                    .set("spark.log.level", "ERROR"))) {
      NumbersModel.Source source = new NumbersModel.Source(new NumbersModel(SIZE), BLOCKS);
      Plan plan =
          new Plan(BLOCKS, Long.MAX_VALUE >> 20, Double.POSITIVE_INFINITY, 0, 1 << 30, 0, 1);
      ResidentSettings settings = new ResidentSettings(2, 120, 10, SHIFT_SECONDS);
      try (ResidentExecution rounds =
          new ResidentExecution(spark, "endurance", source, settings, line -> {})) {
        Inference inference =
            new Inference(source.open(), Rules.all(new RobbinsMonro(8, 0.7)), plan, rounds);
        inference.follow(inference.start(), new Samples(), () -> System.nanoTime() / 1e9);
      }
      print("after the end", Double.NaN);
      System.out.println("broadcasts left: " + JobLog.awaitBroadcasts(-1, 0, 0, 10));
    }
  }

  private static final class Samples implements Listener {
    private long rounds;

    @Override
    public void onRound(TraceLine line, State state) {
      rounds = line.round();
      if (rounds % 1000 == 0) {
        print("round " + rounds, line.seconds());
      }
    }

    @Override
    public boolean wantsStop() {
      return rounds >= ROUNDS;
    }
  }

  private static void print(String when, double seconds) {
    Map<String, Long> processes = new LinkedHashMap<>();
    processes.put("driver", ProcessHandle.current().pid());
    ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .forEach(p -> processes.put("executor " + processes.size(), p.pid()));
    List<String> parts = new ArrayList<>();
    processes.forEach(
        (name, pid) ->
            parts.add(
                String.format(
                    Locale.ROOT,
                    "%s %.2f MB live, %s threads",
                    name,
                    liveBytes(pid) / 1e6,
                    threads(pid))));
    System.out.println(
        String.format(Locale.ROOT, "%s, %.1f s: %s", when, seconds, String.join("; ", parts)));
  }

  private static double liveBytes(long pid) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(jcmd.getInputStream(), StandardCharsets.UTF_8))) {
        return lines
            .lines()
            .filter(line -> line.startsWith("Total"))
            .mapToDouble(line -> Double.parseDouble(line.trim().split("\\s+", -1)[2]))
            .sum();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String threads(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("Threads"))
          .map(line -> line.replaceAll("\\D", ""))
          .collect(Collectors.joining());
    } catch (IOException e) {
      return "unknown";
    }
  }
}
