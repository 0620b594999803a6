package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;

/**
 * Drivers on a worker ({@code --deploy-mode cluster}), whose exit code nobody passes on: how each
 * ended is in the run directory, or in the driver's own output where there is none.
 */
@Tag("cluster")
@Timeout(300)
class ClusterDeployModeIT {
  private static final int WAIT_SECONDS = 250;

  @RegisterExtension static final LogTails TAILS = new LogTails(() -> ClusterDeployModeIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;
  private static ShippedTraining training;

  @BeforeAll
  static void start() throws IOException {
    training = ShippedTraining.write(directory, 2);
    cluster = SparkCluster.start("cluster-mode", Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static SparkCluster.Running begin(String... command) throws IOException {
    return beginWith(JavaModuleOptions.defaultModuleOptions(), command);
  }

  /**
   * The master here has no REST server, so that drivers have the options of the submission alone.
   */
  private static SparkCluster.Running beginWith(String options, String... command)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--deploy-mode", "cluster", "--driver-memory", "512m"));
    arguments.addAll(List.of("--driver-java-options", options));
    arguments.addAll(
        ShippedTraining.submitted(
            List.of(command), List.of("spark.standalone.submit.waitAppCompletion=true")));
    return cluster.begin(cluster.url(), arguments);
  }

  private static String[] train(Path run, String... overrides) {
    List<String> command = new ArrayList<>(List.of("train", "" + training.conf(), "--run"));
    command.add(run.toString());
    List.of(overrides).forEach(override -> command.addAll(List.of("-s", override)));
    return command.toArray(String[]::new);
  }

  private static ObjectNode record(Path run) throws IOException {
    return Json.read(Files.readString(run.resolve("run.json")), "run.json");
  }

  /** What the last driver has said on its standard error. */
  private static String driverSaid() throws IOException {
    List<Path> outputs = new ArrayList<>();
    for (int w = 0; w < SparkCluster.HOSTS.size(); w++) {
      Path work = cluster.directory().resolve("work-" + w);
      if (Files.exists(work)) {
        try (Stream<Path> files = Files.walk(work, 2)) {
          files
              .filter(f -> f.endsWith("stderr") && f.getParent().toString().contains("driver-"))
              .forEach(outputs::add);
        }
      }
    }
    outputs.sort(java.util.Comparator.comparing(f -> f.getParent().getFileName().toString()));
    return Files.readString(outputs.get(outputs.size() - 1));
  }

  @Test
  void aTrainingLeavesWhatItLeavesElsewhere() throws Exception {
    Path run = training.run("done");

    SparkCluster.Submission submission = begin(train(run)).end(WAIT_SECONDS);

    assertEquals(0, submission.exitCode(), submission::output);
    assertArrayEquals(training.expected(), ShippedTraining.parameters(run), submission::output);
    assertEquals(0, record(run).path("exitCode").asInt(-1));
    assertFalse(Files.exists(run.resolve("lock.json")));
  }

  @Test
  void aDriverWithoutSparksOptionsOfJavaSaysSo() throws Exception {
    Path run = training.run("closed");

    beginWith("-Dnone=0", train(run)).end(WAIT_SECONDS);

    String message = "Java must be started with the options that Spark needs, but ";
    ObjectNode record = record(run);
    assertEquals(2, record.path("exitCode").asInt());
    assertTrue(record.path("message").asText().startsWith(message), record::toString);
    assertTrue(driverSaid().contains("svi: error: " + message), driverSaid());
  }

  @Test
  void aFailureIsInTheRunOrInWhatTheDriverSaid() throws Exception {
    Path bad = Files.writeString(directory.resolve("bad.txt"), "2\n8\n2\n1 1 1\n1 2 -3\n");
    Path run = training.run("failed");

    begin(train(run, "input.path=" + bad)).end(WAIT_SECONDS); // which says 0, as Spark does

    String message = "bad.txt, line 5: count is -3; it must not be negative";
    ObjectNode record = record(run);
    assertEquals("failed", record.path("state").asText());
    assertEquals(3, record.path("exitCode").asInt());
    assertTrue(record.path("message").asText().contains(message), record::toString);
    assertTrue(ShippedTraining.log(run).contains("exit code 3: "), ShippedTraining.log(run));
    assertTrue(driverSaid().contains("svi: error: "), driverSaid());

    String path = run.toString();
    begin("evaluate", path, "--input", bad.toString()).end(WAIT_SECONDS);

    assertTrue(driverSaid().contains("svi: error: run directory " + path), driverSaid());
    assertEquals(record, record(run));
  }

  @Test
  void aDriverThatIsKilledByTheMasterLeavesItsRecord() throws Exception {
    Path run = training.run("stopped");
    SparkCluster.Running submission =
        begin(train(run, "inference.epochs=100000", "run.checkpoint-rounds=5"));
    ShippedTraining.awaitRounds(run, 5, submission, WAIT_SECONDS);

    // the worker's answer to spark-submit --kill is the same signal
    for (ProcessHandle child : cluster.executors()) {
      if (isDriver(child)) {
        Signals.send("TERM", child.pid());
      }
    }

    submission.end(WAIT_SECONDS);
    ObjectNode record = record(run);
    assertEquals("stopped", record.path("state").asText(), record::toString);
    assertEquals(8, record.path("exitCode").asInt());
    assertTrue(ShippedTraining.log(run).contains("signal TERM: stopping after this round"));
    assertTrue(Files.exists(run.resolve("model/parameters.safetensors")));
  }

  private static boolean isDriver(ProcessHandle process) throws IOException {
    return Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())))
        .contains("DriverWrapper");
  }
}
