package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.spark.SharedSpark;

/** Runs that nobody may change: what reads them works, what writes into them is refused. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class SealedRunTest {
  @TempDir private Path directory;

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("run"))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void scoringWritesNothingBesideTheModel() throws IOException {
    Corpus.write(directory, 30);
    String conf = Corpus.configuration(directory).toString();
    String run = directory.resolve("run").toString();
    String input = directory.resolve("docword.txt").toString();
    CommandRun.train(conf, run, "inference.epochs=2").done();
    List<String> before = files();
    String plain = CommandRun.done("evaluate", run, "--input", input).out();

    String sealed = "sealed:" + run;
    String out = directory.resolve("out").toString();
    assertEquals(plain, CommandRun.done("evaluate", sealed, "--input", input).out());
    CommandRun.done("transform", sealed, "--input", input, "--output", out);
    CommandRun.done("describe", sealed);
    assertEquals(before, files());
    assertEquals(ExitCode.RUN_DIRECTORY, CommandRun.of("update", sealed, "--input", input).code());
  }
}
