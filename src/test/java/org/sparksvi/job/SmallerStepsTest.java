package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/** A training whose steps are far too large, from the command to its files. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class SmallerStepsTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeRows() throws IOException {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("a,b,c\n");
    for (int r = 0; r < 60; r++) {
      double t = random.nextGaussian();
      csv.append(String.format(Locale.ROOT, "%.4f,%.4f,%.4f\n", t, -t, t + random.nextGaussian()));
    }
    Files.writeString(directory.resolve("rows.csv"), csv);
  }

  private CommandRun train(int retries) throws IOException {
    String conf =
        """
        input { path = "%s", format = csv }
        model { kind = autoencoder, latent = 1, encoder = [4], decoder = [4], likelihood = gaussian }
        inference {
          batch-size = 20, block-size = 10, epochs = 3, retries = %d
          gradient { rule = sgd, momentum = 0, rate = 1e8 }
        }
        run { directory = "%s", checkpoint-rounds = 1, checkpoint-seconds = 0 }
        """
            .formatted(directory.resolve("rows.csv"), retries, directory.resolve("run"));
    Path file = Files.writeString(directory.resolve("job.conf"), conf);
    return CommandRun.of("train", file.toString(), "--resume", "never");
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(directory.resolve("run/log.txt"));
  }

  @Test
  void endsWithThePlaceOrGoesBackAndOnBySmallerOnes() throws IOException {
    CommandRun failed = train(0);
    CommandRun done = train(100);

    assertEquals(ExitCode.NUMERICAL, failed.code(), failed.err());
    Pattern place = Pattern.compile("field '[a-z0-9.-]+' .*at row [0-9]+, column [0-9]+.*");
    assertTrue(place.matcher(failed.err()).find(), failed.err());
    assertTrue(failed.err().contains("round "), failed.err());
    assertEquals(ExitCode.DONE, done.code(), done.err());
    List<String> retries = new ArrayList<>();
    for (String line : log()) {
      if (line.contains("going back to round ") && line.contains(" of 100)")) {
        retries.add(line);
      }
    }
    assertTrue(retries.size() > 5, "halvings of a rate of 1e8: " + retries.size());
    assertTrue(done.err().contains("(retry 1 of 100)"), done.err());
    var record = Json.read(Files.readString(directory.resolve("run/run.json")), "run.json");
    assertEquals("done", record.path("state").asText());
    assertEquals(9, record.path("result").path("rounds").asInt());
    assertTrue(Double.isFinite(record.path("result").path("elbo").asDouble(Double.NaN)));
  }
}
