package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.engine.Fit;
import org.sparksvi.format.Json;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.TrainingFixture;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.ModelFiles;

/**
 * The shipped jar, submitted as users submit it, publishes the bytes that this process computes: on
 * threads, and on a cluster whose processes trust nobody without their secret.
 */
@Tag("cluster")
@Timeout(180)
class ShippedJobIT {
  private static final String CLUSTER = "the cluster";
  private static final int WAIT_SECONDS = 150;
  private static final int BATCH_BLOCKS = 4;
  private static final int EPOCHS = 2;
  private static final int INNER_ITERATIONS = 60;
  private static final double INNER_TOLERANCE = 1e-3;

  @RegisterExtension static final LogTails TAILS = new LogTails(() -> ShippedJobIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;
  private static TrainingFixture fixture;
  private static Path conf;

  @BeforeAll
  static void start() throws IOException {
    fixture = TrainingFixture.write(directory.resolve("expected"));
    conf = configuration(fixture.corpus(directory.resolve("docword.txt")));
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

  private static Path configuration(Path corpus) throws IOException {
    return Files.writeString(
        directory.resolve("job.conf"),
        """
        input {
          path = "%s"
          held-out = %s
          split-seed = %d
        }
        model {
          topics = %d
          alpha = asymmetric
          eta = symmetric
          inner-iterations = %d
          inner-tolerance = %s
        }
        inference {
          batch-size = %d
          block-size = %d
          epochs = %d
          rate.delay = 1
          rate.forgetting = 0.7
          seed = %d
        }
        run.held-out-every = 3
        trace.bound-every = 2
        """
            .formatted(
                corpus,
                TrainingFixture.INGESTION.heldOutFraction(),
                TrainingFixture.SPLIT.seed(),
                TrainingFixture.topics().topics(),
                INNER_ITERATIONS,
                INNER_TOLERANCE,
                BATCH_BLOCKS * TrainingFixture.INGESTION.blockSize(),
                TrainingFixture.INGESTION.blockSize(),
                EPOCHS,
                TrainingFixture.INGESTION.seed()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[1]", "local[2]", CLUSTER})
  void publishesTheBytesThatThisProcessComputes(String where) throws Exception {
    Path run = directory.resolve("run on " + where.replaceAll("\\W", " ").strip());

    SparkCluster.Submission submission =
        cluster.submit(
            where.equals(CLUSTER) ? cluster.url() : where,
            List.of(
                "--conf",
                "spark.executor.memory=" + SparkCluster.EXECUTOR_MEMORY,
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--class",
                "org.sparksvi.job.Main",
                System.getProperty("shipped.jar"),
                "train",
                conf.toString(),
                "--run",
                run.toString()),
            WAIT_SECONDS);

    assertEquals(0, submission.exitCode(), submission::output);
    assertEquals(where.equals(CLUSTER) ? 2 : 0, cluster.workersInUse());
    assertEquals(
        fingerprint(directory.resolve("expected").resolve("training")),
        fingerprint(run.resolve("blocks").resolve("training")));
    assertArrayEquals(
        parameters(expected(run)), parameters(run.resolve("model")), submission::output);
  }

  /** The model of a training in this process, with the priors where the job begins to learn. */
  private static Path expected(Path run) throws IOException {
    TopicsSettings settings =
        TrainingFixture.topics()
            .withAlpha(Concentration.asymmetric(1.0 / TrainingFixture.topics().topics()))
            .withEta(Concentration.symmetric(0.05))
            .withInner(INNER_ITERATIONS, INNER_TOLERANCE);
    Fit fit = fixture.trainInProcess(settings, TrainingFixture.plan(BATCH_BLOCKS, EPOCHS));
    Path model = run.resolve("expected");
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(model.toUri());
    ModelFiles.write(
        path.getFileSystem(new Configuration()),
        path,
        new ModelFiles.Published("topics", Json.object(), fit.parameters(), Optional.empty()));
    return model;
  }

  private static byte[] parameters(Path model) throws IOException {
    return Files.readAllBytes(model.resolve("parameters.safetensors"));
  }

  private static String fingerprint(Path store) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(store.toUri());
    return BlockIndex.read(path.getFileSystem(new Configuration()), path).fingerprint();
  }
}
