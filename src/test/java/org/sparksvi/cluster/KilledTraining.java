package org.sparksvi.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sparksvi.spark.TrainingFixture;

/**
 * A training that something befalls: a configuration and its data.
 *
 * @param name for people
 * @param conf the configuration's file
 * @param rounds that it takes
 */
record KilledTraining(String name, Path conf, int rounds) {
  /** Rounds from one checkpoint to the next. */
  static final int CHECKPOINT_ROUNDS = 25;

  private static final int ROWS = 2000;
  private static final long SEED = 17;
  private static final int ALL = 1000;
  private static final int FEW = 3;

  /** The trainings of the matrix; another model is another line. */
  static List<KilledTraining> all(Path directory) throws IOException {
    Path corpus = TrainingFixture.write(directory).corpus(directory.resolve("docword.txt"));
    Path rows = rows(directory.resolve("rows.csv"), SEED);
    return List.of(
        write(
            directory,
            "topics",
            corpus,
            "topics = 4, alpha = asymmetric, eta = symmetric",
            48,
            240),
        write(
            directory,
            "mixture",
            rows,
            "components = 4, estimator = bayes, restarts = 2",
            200,
            540),
        write(
            directory,
            "autoencoder",
            rows,
            "latent = 2, encoder = [16], decoder = [16], likelihood = gaussian",
            200,
            540));
  }

  private static KilledTraining write(
      Path directory, String kind, Path data, String model, int batch, int rounds)
      throws IOException {
    Path conf =
        Files.writeString(
            directory.resolve(kind + ".conf"),
            """
            input { path = "%s", format = %s, held-out = 0.1 }
            model { kind = %s, %s }
            inference { batch-size = %d, block-size = %d, epochs = 60, seed = 3, patience = 0 }
            run.held-out-every = 10
            """
                .formatted(
                    data,
                    data.toString().endsWith(".csv") ? "csv" : "docword",
                    kind,
                    model,
                    batch,
                    batch / 4));
    return new KilledTraining(kind, conf, rounds);
  }

  /** Rows of numbers around four centres. */
  static Path rows(Path file, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("x,y,z"));
    for (int n = 0; n < ROWS; n++) {
      double centre = 4.0 * (n % 4);
      lines.add(
          "%s,%s,%s"
              .formatted(
                  centre + random.nextGaussian(),
                  random.nextGaussian() - centre,
                  random.nextGaussian()));
    }
    return Files.write(file, lines);
  }

  /** What {@code spark-submit} is given for a training that keeps its latest checkpoints. */
  List<String> arguments(Path run) {
    return arguments(run, FEW);
  }

  /** The same for one that keeps all of them. */
  List<String> argumentsKeepingAll(Path run) {
    return arguments(run, ALL);
  }

  /** Every executor is there before the first round, so that each can be struck. */
  private List<String> arguments(Path run, int checkpoints) {
    return ShippedTraining.arguments(
        conf,
        run,
        List.of(
            "spark.cores.max=" + SparkCluster.HOSTS.size(),
            "spark.scheduler.minRegisteredResourcesRatio=1",
            "spark.scheduler.maxRegisteredResourcesWaitingTime=60s"),
        List.of(
            "run.checkpoint-rounds=" + CHECKPOINT_ROUNDS,
            "run.checkpoint-seconds=0",
            "run.checkpoints=" + checkpoints));
  }
}
