package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar on a cluster where processes are killed and stand still, and misconfigured. */
@Tag("cluster")
@Timeout(180)
class ShippedFaultsIT {
  private static final int WAIT_SECONDS = 150;
  private static final int EPOCHS = 80; // some seconds
  private static final int ROUNDS_BEFORE = 10;
  private static final long PAUSE_MILLIS = 5000;
  private static final int END_SECONDS = 20;

  @RegisterExtension static final LogTails TAILS = new LogTails(() -> ShippedFaultsIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;
  private static ShippedTraining training;

  @BeforeAll
  static void start() throws IOException {
    training = ShippedTraining.write(directory, EPOCHS);
    cluster = SparkCluster.start("shipped-faults", Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static SparkCluster.Running begin(Path run, List<String> settings, List<String> overrides)
      throws IOException, InterruptedException {
    SparkCluster.Running driver =
        cluster.begin(cluster.url(), training.arguments(run, settings, overrides));
    ShippedTraining.awaitRounds(run, ROUNDS_BEFORE, driver, WAIT_SECONDS);
    return driver;
  }

  private static void assertEndsWithTheSameBits(SparkCluster.Running driver, Path run)
      throws Exception {
    SparkCluster.Submission submission = driver.end(WAIT_SECONDS);
    assertEquals(0, submission.exitCode(), submission::output);
    assertArrayEquals(training.expected(), ShippedTraining.parameters(run), submission::output);
  }

  @Test
  void anExecutorKilledAfterIngestionWithFewerSlotsThanTasksChangesNothing() throws Exception {
    Path run = training.run("executor killed");
    SparkCluster.Running driver =
        begin(run, List.of("spark.task.maxFailures=1"), List.of("run.slots=5"));

    assertEquals(1, cluster.killExecutors(1));

    assertEndsWithTheSameBits(driver, run);
    String log = ShippedTraining.log(run);
    assertTrue(log.contains("rounds are resident on 5 slots"), log);
    assertTrue(log.contains("): its blocks go to the others"), log);
  }

  @Test
  void aDriverThatStandsStillForLongerThanAskingTakesCostsTimeOnly() throws Exception {
    Path run = training.run("driver stands still");
    SparkCluster.Running driver = begin(run, List.of("spark.rpc.askTimeout=2s"), List.of());

    driver.signal("STOP");
    Thread.sleep(PAUSE_MILLIS);
    driver.signal("CONT");

    assertEndsWithTheSameBits(driver, run);
  }

  @Test
  void executorsOfADriverThatIsKilledEndWithinSeconds() throws Exception {
    SparkCluster.Running driver = begin(training.run("driver killed"), List.of(), List.of());
    List<ProcessHandle> executors = cluster.executors();
    assertEquals(2, executors.size());

    driver.kill();

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    while (executors.stream().anyMatch(ProcessHandle::isAlive)) {
      assertTrue(
          System.nanoTime() < deadline, "executors must end within %d s".formatted(END_SECONDS));
      Thread.sleep(20);
    }
  }

  @Test
  void theScriptNamesThePlugin() throws Exception {
    Path run = training.run("by script");

    Script script = Script.run(List.of(), run, "-s", "inference.epochs=1");

    assertEquals(0, script.exitCode(), script.err());
    assertTrue(ShippedTraining.log(run).contains("rounds are resident on 2 slots"));
  }

  @Test
  void aPluginThatIsNoneIsOneLineAndExitCode2() throws Exception {
    Script script =
        Script.run(List.of("--conf", "spark.plugins=no.such.Plugin"), training.run("wrong plugin"));

    assertEquals(2, script.exitCode(), script.err());
    assertEquals(
        List.of(
            "svi: error: spark.plugins must name plugins of Spark that are in the job's jars,"
                + " but names 'no.such.Plugin'"),
        script.err().lines().filter(line -> !line.contains("incubator")).toList());
    assertEquals("", script.out());
  }

  /** A training started by {@code submit/svi} on two threads. */
  private record Script(int exitCode, String out, String err) {

    static Script run(List<String> options, Path run, String... overrides) throws Exception {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("project.root"), "submit", "svi").toString());
      command.addAll(options);
      command.addAll(List.of("train", training.conf().toString(), "--run", run.toString()));
      command.addAll(List.of("--master", "local[2]"));
      command.addAll(List.of(overrides));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("SVI_DRIVER_MEMORY", "1g");
      builder.environment().remove("SPARK_HOME");
      Path out = directory.resolve("out");
      Path err = directory.resolve("err");
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS), "the script must end");
      return new Script(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }
}
