package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/** The sample of all rows that updates keep, and fit once more. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class EarlierRowsCommandTest {
  private static final int DAYS = 4;

  /** Of rows of two numbers: 272, of which a day has a quarter. */
  private static final int ROWS = 68;

  @TempDir private Path directory;

  @BeforeEach
  void trainOnTheFirstDay() throws IOException {
    List<String> rows = Files.readAllLines(Path.of("datasets/faithful/faithful.csv"));
    for (int day = 0; day < DAYS; day++) {
      List<String> lines = new ArrayList<>(List.of(rows.get(0)));
      for (int r = 1 + day; r < rows.size(); r += DAYS) {
        lines.add(rows.get(r));
      }
      Files.write(directory.resolve(day + ".csv"), lines);
    }
    String conf =
        """
        input { path = "%s", format = csv }
        model { kind = mixture, components = 2, estimator = ml }
        """
            .formatted(directory.resolve("0.csv"));
    CommandRun.train(
            Files.writeString(directory.resolve("job.conf"), conf).toString(), run().toString())
        .done();
  }

  private Path run() {
    return directory.resolve("run");
  }

  private CommandRun update(int day, String... overrides) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "update", run().toString(), "--input", directory.resolve(day + ".csv").toString()));
    for (String override : overrides) {
      words.add("-s");
      words.add(override);
    }
    return CommandRun.of(words.toArray(String[]::new));
  }

  private Path ofUpdate(int number) throws IOException {
    try (var updates = Files.list(run().resolve("updates"))) {
      return updates
          .filter(path -> path.getFileName().toString().startsWith("%06d-".formatted(number)))
          .findFirst()
          .orElseThrow();
    }
  }

  private Path reservoir(int number) throws IOException {
    return ofUpdate(number).resolve("reservoir");
  }

  @Test
  void updatesKeepASampleOfAllRowsAndNothingElse() throws IOException {
    for (int day = 1; day < DAYS; day++) {
      update(day).done();

      Path index = reservoir(day).resolve("index.json");
      ObjectNode json = Json.read(Files.readString(index), index.toString());
      assertEquals((day + 1) * ROWS, json.path("rows").asInt());
      assertEquals("1.0", json.path("properties").path("share").asText());
      assertFalse(Files.exists(ofUpdate(day).resolve("blocks")));
    }
  }

  @Test
  void noRowsAreKeptWhereTheKeyIs0() throws IOException {
    update(1, "run.reservoir-megabytes=0").done();
    assertFalse(Files.exists(reservoir(1)));

    update(2).done();
    assertFalse(Files.exists(reservoir(2)), "a sample of the second day alone");
  }

  @Test
  void damagedRowsAreNamedAndMayBeRemoved() throws IOException {
    update(1).done();
    Path shard = reservoir(1).resolve("part-00000.safetensors");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length - 1] ^= 1;
    Files.write(shard, bytes);

    CommandRun refused = update(2);
    Files.delete(shard);
    Files.delete(reservoir(1).resolve("index.json"));
    update(2).done();

    assertEquals(ExitCode.RUN_DIRECTORY, refused.code(), refused.err());
    assertTrue(refused.err().contains("rows that the run keeps for updates are damaged"));
    assertTrue(refused.err().contains("goes on as if none were kept"), refused.err());
  }
}
