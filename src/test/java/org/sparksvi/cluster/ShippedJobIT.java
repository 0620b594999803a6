package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shipped jar, submitted as users submit it, publishes the bytes that this process computes, by
 * resident rounds and by a job a round: on threads, and on clusters whose processes trust nobody
 * without their secret and encrypt what they say.
 */
@Tag("cluster")
@Timeout(180)
class ShippedJobIT {
  private static final String CLUSTER = "the cluster";
  private static final int WAIT_SECONDS = 150;

  @RegisterExtension static final LogTails TAILS = new LogTails(() -> ShippedJobIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;
  private static ShippedTraining training;

  @BeforeAll
  static void start() throws IOException {
    training = ShippedTraining.write(directory, 2);
    cluster =
        SparkCluster.start(
            "shipped-job",
            Map.of(
                "spark.authenticate", "true",
                "spark.authenticate.secret", "known to the tests",
                "spark.network.crypto.enabled", "true"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local[1]                | job      |",
        "local[1]                | resident | 1",
        "local[2]                | resident | 2",
        "local-cluster[2,1,1024] | resident | 2",
        "the cluster             | resident | 2"
      })
  void publishesTheBytesThatThisProcessComputes(String where, String execution, Integer slots)
      throws Exception {
    Path run = training.run(where + " " + execution);

    SparkCluster.Submission submission =
        cluster.submit(
            where.equals(CLUSTER) ? cluster.url() : where,
            training.arguments(
                cluster.directory().relativize(run), // as people in that directory name it
                List.of(),
                List.of("run.execution=" + execution)),
            WAIT_SECONDS);

    assertEquals(0, submission.exitCode(), submission::output);
    assertEquals(where.equals(CLUSTER) ? 2 : 0, cluster.workersInUse());
    assertEquals(training.expectedFingerprint(), ShippedTraining.fingerprint(run));
    assertArrayEquals(training.expected(), ShippedTraining.parameters(run), submission::output);
    String log = ShippedTraining.log(run);
    assertEquals(slots != null, log.contains("rounds are resident on %d slots".formatted(slots)));
    assertTrue(log.lines().noneMatch(line -> line.contains("one-way message")), log);
  }
}
