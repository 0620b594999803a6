package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.Json;
import org.sparksvi.laws.KindRun;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.BlockWriter;

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

  private CommandRun update(int day, String... words) {
    return updateAt(run().toString(), day, words);
  }

  /** With keys of other values, and options. */
  private CommandRun updateAt(String run, int day, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("update", run, "--input", directory.resolve(day + ".csv").toString()));
    for (String one : more) {
      if (one.contains("=")) {
        words.add("-s");
      }
      words.add(one);
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
  void noRowsAreKeptWhereTheKeyIs0AndUpdatesSaySo() throws IOException {
    String none = "no earlier rows are fitted once more";
    CommandRun without = update(1, "run.reservoir-megabytes=0").done();
    assertFalse(Files.exists(reservoir(1)));
    assertTrue(without.err().contains(none + ", and none are kept"), without.err());

    CommandRun later = update(2).done();

    assertFalse(Files.exists(reservoir(2)), "a sample of the second day alone");
    assertTrue(
        later.err().contains(none + ", now and in updates to come: there is no sample of them in "),
        later.err());
    assertTrue(later.err().contains(reservoir(1).toString()), later.err());
  }

  /** As people do who feed all rows to a run without a sample. */
  @Test
  void aSampleBeginsAgainWhereEarlierRowsCountForLessThanOne() throws IOException {
    update(1, "run.reservoir-megabytes=0").done();
    double most = 1.0 / (2 * ROWS); // of two days

    CommandRun almost = update(2, "--forgetting", Double.toString(1.01 * most)).done();
    assertFalse(Files.exists(reservoir(2)), almost.err());
    CommandRun.done("rollback", run().toString());
    CommandRun again = update(2, "--forgetting", Double.toString(0.99 * most)).done();

    assertTrue(again.err().contains("a sample of all rows begins with this update"), again.err());
    assertEquals(ROWS, rows(reservoir(3).resolve("index.json")));
    CommandRun next = update(3).done();
    assertTrue(next.err().contains(ROWS + " earlier rows are fitted once more"), next.err());
    assertEquals(2 * ROWS, rows(reservoir(4).resolve("index.json")));
  }

  private static int rows(Path index) throws IOException {
    return Json.read(Files.readString(index), index.toString()).path("rows").asInt();
  }

  /** A link would have rows of another copied into the run. */
  @ParameterizedTest
  @ValueSource(strings = {"", "reservoir", "model", "blocks"})
  void anUpdateOfLinksIsRefused(String part) throws IOException {
    update(1).done();
    Path place = ofUpdate(1).resolve(part);
    Path outside = directory.resolve("outside");
    if (Files.exists(place)) {
      Files.move(place, outside);
    } else {
      Files.createDirectory(outside);
    }
    Files.createSymbolicLink(place, outside);

    CommandRun refused = update(2);

    refused.assertRefused(ExitCode.RUN_DIRECTORY, "must be a directory, but is a link");
    assertEquals(1, run().resolve("updates").toFile().list().length);
  }

  /** A sample of another model, whose checksums are right. */
  @Test
  void rowsOfOtherColumnsAreDamage() throws IOException {
    update(1).done();
    List<DataRow> rows = List.of(DataRow.of(1, 2.5));
    BlockCodec<DenseBlock> codec = BlockCodec.of(DenseBlock.class);
    FileSystem fs = FileSystem.getLocal(new Configuration(false)).getRaw();
    var store = new org.apache.hadoop.fs.Path(reservoir(1).toUri());
    List<DenseBlock> blocks = List.of(DenseBlock.of(0, 1, rows));
    BlockIndex.commit(
        fs,
        store,
        codec,
        1,
        1,
        List.of(BlockWriter.write(fs, store, 0, codec, blocks)),
        Map.of("share", "1"));

    update(2).assertRefused(ExitCode.RUN_DIRECTORY, "blocks must have 2 columns, but have 1");
  }

  /** Wherever it is killed; at least once between checkpoints, with rows that are there already. */
  @Test
  void anUpdateThatIsKilledAndGoesOnHasTheSameBits(SparkSession spark) throws IOException {
    update(1).done();
    World calm = new World(directory.resolve("calm"));
    copy(run(), calm);
    String[] each = {"run.checkpoint-rounds=1", "inference.epochs=6"};
    long operations;
    try (Faults faults = Faults.none()) {
      updateAt("frail:" + calm.run(), 2, each).done();
      operations = faults.operations();
    }
    int goneOn = 0;
    for (int tenth = 3; tenth < 10; tenth++) {
      World world = new World(directory.resolve("killed" + tenth));
      copy(run(), world);
      try (Faults faults = Faults.begin(operations * tenth / 10, Faults.Fault.KILLED_AFTER)) {
        CommandRun ended = updateAt("frail:" + world.run(), 2, each);
        assertNotEquals(ExitCode.DONE, ended.code(), faults.struck());
      } catch (Faults.Killed e) {
        FileFaults.awaitTasks(spark);
      }
      world.age();
      CommandRun again = updateAt("frail:" + world.run(), 2, each).done();

      boolean isDrawn = again.err().contains("earlier rows are fitted once more");
      goneOn += isDrawn || again.out().contains("in the model already") ? 0 : 1;
      assertEquals(calm.see(), world.see(), tenth + " tenths");
      assertEquals(samples(calm), samples(world), tenth + " tenths");
    }
    assertTrue(goneOn > 0, "all updates began anew");
  }

  private static void copy(Path run, World to) throws IOException {
    KindRun.copy(run, Files.createDirectory(to.directory()).resolve("run"));
  }

  private static Map<String, String> samples(World world) throws IOException {
    Map<String, String> samples = world.content();
    samples.keySet().removeIf(name -> !name.contains("/reservoir/part"));
    assertEquals(2, samples.size());
    return samples;
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
