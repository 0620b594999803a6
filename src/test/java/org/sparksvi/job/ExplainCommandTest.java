package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.spark.SharedSpark;

@Tag("spark")
@ExtendWith(SharedSpark.class)
final class ExplainCommandTest {
  private static final String FAITHFUL = "conf/mixture-faithful.conf";
  private static final long ROWS = 272;

  /** Of disk, of which manifests and records are not counted. */
  private static final long RECORDS = 200_000;

  @TempDir Path directory;

  private String run() {
    return directory.resolve("run").toString();
  }

  private ObjectNode explained(String conf, String... more) {
    List<String> all =
        Stream.concat(Stream.of("explain", conf, "--run", run(), "--json"), Stream.of(more))
            .toList();
    return CommandRun.of(all.toArray(String[]::new)).json();
  }

  @ParameterizedTest
  @ValueSource(strings = {FAITHFUL, "conf/topics-kjv.conf", "conf/vae-digits.conf"})
  void roundsAndDiskAreThoseOfTheTraining(String conf) throws IOException {
    ObjectNode said = explained(conf);
    assertFalse(Files.exists(directory.resolve("run")), "nothing is written");

    CommandRun.train(conf, run(), "inference.epochs=1").done();
    long rounds = Files.readAllLines(directory.resolve("run/trace.jsonl")).size();
    assertEquals(rounds, said.get("roundsPerEpoch").asLong());
    assertEquals(
        bytes(directory.resolve("run/blocks/training"), ".safetensors"),
        said.get("blockBytes").asLong(),
        "files of the training blocks");
    long disk = bytes(directory.resolve("run"), "");
    assertTrue(disk <= said.get("diskBytes").asLong() + RECORDS, disk + " bytes");
    assertTrue(said.get("diskBytes").asLong() <= 2 * disk + RECORDS, disk + " bytes");
    assertTrue(said.get("blockSeconds").asDouble() + said.get("taskSeconds").asDouble() > 0);
  }

  private static long bytes(Path below, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .mapToLong(ExplainCommandTest::size)
          .sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void manyRowsAreMultipliedOut() {
    ObjectNode few = explained(FAITHFUL);
    ObjectNode many = explained(FAITHFUL, "--rows", "272000");

    assertEquals(ROWS, few.get("rows").asLong());
    assertEquals(1000 * ROWS, many.get("rows").asLong());
    assertEquals(1000 * few.get("blockBytes").asLong(), many.get("blockBytes").asLong());
    assertTrue(many.get("blocks").asLong() > few.get("blocks").asLong());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    CommandRun refused =
        CommandRun.of(
            "explain",
            FAITHFUL,
            "--run",
            run(),
            "--executors",
            "2",
            "--cores",
            "4",
            "--rows",
            "200000000000");
    assertEquals(ExitCode.CONFIGURATION, refused.code(), refused.err());
    assertTrue(refused.err().contains("must have room for about"), refused.err());
    assertTrue(refused.out().contains("200,000,000,000"), refused.out());
  }

  @Test
  void machinesMustBeSome() {
    CommandRun.of("explain", FAITHFUL, "--cores", "0")
        .assertRefused(ExitCode.CONFIGURATION, "--cores must be at least 1, but was 0");
    CommandRun.of("explain", FAITHFUL, "--run", run(), "--rows", "9000000000000000")
        .assertRefused(ExitCode.CONFIGURATION, "--rows must make at most 2147483647 blocks of 272");
  }

  @Test
  void aPriorOfAnotherRunIsRead() {
    String before = directory.resolve("before").toString();
    CommandRun.train("conf/regression-faithful.conf", before).done();
    explained("conf/regression-faithful.conf", "-s", "model.prior.run=" + before);
  }
}
