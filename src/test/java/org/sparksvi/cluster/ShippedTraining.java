package org.sparksvi.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.sparksvi.engine.Fit;
import org.sparksvi.format.Json;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.TrainingFixture;
import org.sparksvi.spark.resident.ResidentPlugin;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.ModelFiles;

/**
 * A training by the shipped jar, submitted as users submit it, and what this process makes of it.
 */
final class ShippedTraining {
  private static final int BATCH_BLOCKS = 4;
  private static final int INNER_ITERATIONS = 60;
  private static final double INNER_TOLERANCE = 1e-3;

  private final Path directory;
  private final TrainingFixture fixture;
  private final Path conf;
  private final int epochs;

  private ShippedTraining(Path directory, TrainingFixture fixture, Path conf, int epochs) {
    this.directory = directory;
    this.fixture = fixture;
    this.conf = conf;
    this.epochs = epochs;
  }

  /** Writes a corpus and a configuration below a directory. */
  static ShippedTraining write(Path directory, int epochs) throws IOException {
    TrainingFixture fixture = TrainingFixture.write(directory.resolve("expected"));
    Path conf = configuration(directory, fixture.corpus(directory.resolve("docword.txt")), epochs);
    return new ShippedTraining(directory, fixture, conf, epochs);
  }

  private static Path configuration(Path directory, Path corpus, int epochs) throws IOException {
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
          local-step = variational
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
          patience = 0
        }
        run { held-out-every = 3, publish = last }
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
                epochs,
                TrainingFixture.INGESTION.seed()));
  }

  /** The configuration of the job. */
  Path conf() {
    return conf;
  }

  /** A run directory. */
  Path run(String name) {
    return directory.resolve("run " + name.replaceAll("\\W", " ").strip());
  }

  /**
   * What {@code spark-submit} is given.
   *
   * @param settings of Spark, as key=value
   * @param overrides of the configuration, as key=value
   */
  List<String> arguments(Path run, List<String> settings, List<String> overrides) {
    return arguments(conf, run, settings, overrides);
  }

  /** The same for any configuration. */
  static List<String> arguments(
      Path conf, Path run, List<String> settings, List<String> overrides) {
    List<String> command =
        new ArrayList<>(List.of("train", conf.toString(), "--run", run.toString()));
    overrides.forEach(override -> command.addAll(List.of("-s", override)));
    return submitted(command, settings);
  }

  /** The same for any command. */
  static List<String> submitted(List<String> command, List<String> settings) {
    List<String> arguments = new ArrayList<>();
    Stream.concat(
            Stream.of(
                "spark.executor.memory=" + SparkCluster.EXECUTOR_MEMORY,
                "spark.driver.host=127.0.0.1",
                "spark.ui.enabled=false",
                "spark.plugins=" + ResidentPlugin.class.getName()),
            settings.stream())
        .forEach(setting -> arguments.addAll(List.of("--conf", setting)));
    arguments.addAll(
        List.of("--class", "org.sparksvi.job.Main", System.getProperty("shipped.jar")));
    arguments.addAll(command);
    return arguments;
  }

  /** The parameters that a run has published. */
  static byte[] parameters(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("model").resolve("parameters.safetensors"));
  }

  /** Those of a training in this process, with the priors where the job begins to learn. */
  byte[] expected() throws IOException {
    TopicsSettings settings =
        TrainingFixture.topics()
            .withAlpha(Concentration.asymmetric(1.0 / TrainingFixture.topics().topics()))
            .withEta(Concentration.symmetric(0.05))
            .withInner(INNER_ITERATIONS, INNER_TOLERANCE);
    Fit fit = fixture.trainInProcess(settings, TrainingFixture.plan(BATCH_BLOCKS, epochs));
    Path run = directory.resolve("expected");
    org.apache.hadoop.fs.Path model = new org.apache.hadoop.fs.Path(run.resolve("model").toUri());
    ModelFiles.write(
        model.getFileSystem(new Configuration()),
        model,
        new PublishedModel("topics", Json.object(), fit.parameters(), Optional.empty()));
    return parameters(run);
  }

  /** The fingerprint of a run's blocks. */
  static String fingerprint(Path run) throws IOException {
    return fingerprintOf(run.resolve("blocks").resolve("training"));
  }

  /** The fingerprint of the blocks that this process writes. */
  String expectedFingerprint() throws IOException {
    return fingerprintOf(directory.resolve("expected").resolve("training"));
  }

  private static String fingerprintOf(Path store) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(store.toUri());
    return BlockIndex.read(path.getFileSystem(new Configuration()), path).fingerprint();
  }

  /** The log of a run. */
  static String log(Path run) throws IOException {
    return Files.readString(run.resolve("log.txt"));
  }

  /** Waits until a run has done some rounds. */
  static void awaitRounds(Path run, int rounds, SparkCluster.Running driver, int seconds)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (rounds(run) < rounds) {
      if (!driver.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "there must be %d rounds, but are %d:\n%s"
                .formatted(rounds, rounds(run), driver.output()));
      }
      Thread.sleep(10);
    }
  }

  /** Rounds that a run has done. */
  static long rounds(Path run) throws IOException {
    Path trace = run.resolve("trace.jsonl");
    if (!Files.exists(trace)) {
      return 0;
    }
    try (var lines = Files.lines(trace)) {
      return lines.count();
    }
  }
}
