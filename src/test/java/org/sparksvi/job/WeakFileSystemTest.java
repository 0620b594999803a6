package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.spark.SharedSpark;

/** A training over a file system that is slow, and gone now and then. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
final class WeakFileSystemTest {
  @TempDir Path directory;

  private static CommandRun train(Path conf, String run) {
    return CommandRun.of(
        "train",
        conf.toString(),
        "--run",
        run,
        "-s",
        "inference.epochs=800",
        "-s",
        "run.checkpoint-rounds=10");
  }

  private static List<String> rounds(Path run) throws IOException {
    return Files.readAllLines(run.resolve("trace.jsonl")).stream()
        .map(
            line ->
                line.replaceAll(
                    "\"(seconds|waitedFor|waitedShare|exchangeSeconds|computingSeconds|aloneSeconds)\":[^,}]*",
                    ""))
        .toList();
  }

  @Test
  void endsWithTheSameModelAndTrace() throws IOException {
    Corpus.write(directory, 60);
    Path conf = Corpus.configuration(directory);
    Path calm = directory.resolve("calm");
    assertEquals(ExitCode.DONE, train(conf, calm.toString()).code());
    Path rough = directory.resolve("rough");

    try (WeakFileSystem.Weather weather = WeakFileSystem.Weather.begin()) {
      CommandRun run = train(conf, "weak:" + rough);

      assertEquals(ExitCode.DONE, run.code(), run.err());
      assertEquals(3, weather.outages());
      assertTrue(weather.refusedBlocks() > 0, "blocks");
      assertTrue(weather.refused() > weather.refusedBlocks(), "the trace or a checkpoint");
      assertTrue(run.err().contains("the file system does not answer; trying again"), run.err());
    }
    assertEquals(rounds(calm), rounds(rough));
    Path parameters = Path.of("model", "parameters.safetensors");
    assertArrayEquals(
        Files.readAllBytes(calm.resolve(parameters)),
        Files.readAllBytes(rough.resolve(parameters)));
  }
}
