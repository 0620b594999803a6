package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tasks that need more memory than their executor has: the job ends as soon as one has failed as
 * often as it may, with one line that names the settings.
 */
@Tag("cluster")
@Timeout(180)
class OutOfMemoryIT {
  private static final int WAIT_SECONDS = 150;

  /** 1600 rows of 80 000 hidden units in single precision are the executor's 512 MB. */
  private static final List<String> LARGE =
      List.of("model.encoder=[80000]", "inference.batch-size=1600", "inference.block-size=1600");

  @RegisterExtension static final LogTails TAILS = new LogTails(() -> OutOfMemoryIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = SparkCluster.start("out-of-memory", Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"resident", "job"})
  void endsWithTheSettingsThatHelp(String execution) throws Exception {
    KilledTraining autoencoder =
        KilledTraining.all(directory).stream()
            .filter(training -> training.name().equals("autoencoder"))
            .findFirst()
            .orElseThrow();
    Path run = directory.resolve(execution);

    SparkCluster.Submission end =
        cluster.submit(
            cluster.url(),
            ShippedTraining.arguments(
                autoencoder.conf(),
                run,
                List.of("spark.task.maxFailures=2"),
                Stream.concat(LARGE.stream(), Stream.of("run.execution=" + execution)).toList()),
            WAIT_SECONDS);

    assertEquals(1, end.exitCode(), end::output);
    String message =
        end.output().lines().filter(line -> line.startsWith("svi: error: ")).findFirst().orElse("");
    assertTrue(
        message.matches("svi: error: (a task ran out of memory|an executor went down under).*"),
        end::output);
    assertTrue(message.contains("spark.executor.memory"), message);
    assertTrue(message.contains("inference.block-size"), message);
    assertTrue(message.contains("failed 2 times"), message);
    String record = Files.readString(run.resolve("run.json"));
    assertTrue(record.contains("spark.executor.memory"), record);
  }
}
