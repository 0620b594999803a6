package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.spark.SharedSpark;

/** Whatever is wrong with the input: one line that says so, its exit code, and nothing left. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class BadInputTest {
  @TempDir private Path directory;

  private CommandRun trainOn(String content, String... overrides) throws IOException {
    Corpus.write(directory, 4);
    Files.writeString(directory.resolve("docword.txt"), content.replace(';', '\n'));
    return train(overrides);
  }

  private CommandRun train(String... overrides) throws IOException {
    String conf = Corpus.configuration(directory).toString();
    return CommandRun.train(conf, directory + "/run", overrides);
  }

  private void assertRefused(ExitCode code, String message, CommandRun run) throws IOException {
    run.assertRefused(code, message);
    assertFalse(Files.exists(directory.resolve("run")), "nothing half-written");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "four;8;1;1 1 1; | docword.txt, line 1: D, the number of documents",
        "4;8; | file ends after 2 lines; the header has three",
        "4;8;2;1 1 1; | header declares NNZ 2, but the file has 1 entries",
        "4;8;1;1 1 1;2 1 1; | header declares NNZ 1, but",
        "4;8;1;0 1 1; | docword.txt, line 4: document id is 0; ids begin at 1",
        "4;8;1;5 1 1; | docword.txt, line 4: document id is 5; the header declares 4 documents",
        "4;8;1;1 x 1; | docword.txt, line 4: word id 'x' is not a whole number",
        "4;8;1;1 2; | docword.txt, line 4: entry has 2 fields",
        "4;7;1;1 1 1; | vocabulary has 8 words, but the header of",
        "0;8;0; | the corpus must have a document with a word",
        "4;8;1;1 1 0; | the corpus must have a document with a word",
      })
  void aDocwordFileThatIsNotAcceptable(String content, String message) throws IOException {
    assertRefused(ExitCode.INPUT, message, trainOn(content));
  }

  @Test
  void aPathWhereNothingIs() throws IOException {
    Corpus.write(directory, 4);

    assertRefused(
        ExitCode.INPUT,
        directory + "/gone.txt: the path must exist, but does not",
        train("input.path=" + directory + "/gone.txt"));
    assertRefused(
        ExitCode.INPUT, "must exist", train("input.vocabulary=" + directory + "/gone.txt"));
  }

  @Test
  void aTruncatedGzip() throws IOException {
    Corpus.write(directory, 400);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          Files.readString(directory.resolve("docword.txt")).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = bytes.toByteArray();
    Path file = directory.resolve("docword.txt.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertRefused(ExitCode.INPUT, "docword.txt.gz", train("input.path=" + file));
  }

  @Test
  void aBatchLargerThanTheCorpus() throws IOException {
    Corpus.write(directory, 30);

    assertRefused(
        ExitCode.INPUT,
        "inference.batch-size must be at most the ",
        train("inference.batch-size=64"));
  }

  @Test
  void settingsThatCannotBe() throws IOException {
    Corpus.write(directory, 4);

    assertRefused(ExitCode.CONFIGURATION, "model.topics must be", train("model.topics=0"));
    assertRefused(ExitCode.CONFIGURATION, "unknown key 'model.topic'", train("model.topic=3"));
  }

  @Test
  void aRunDirectoryThatHoldsSomethingElseStaysAsItIs() throws IOException {
    Corpus.write(directory, 4);
    Path thesis = Files.createDirectory(directory.resolve("thesis"));
    Files.writeString(thesis.resolve("chapter.tex"), "mine");

    CommandRun run =
        CommandRun.train(Corpus.configuration(directory).toString(), thesis.toString());

    assertRefused(ExitCode.RUN_DIRECTORY, "has chapter.tex", run);
    try (var files = Files.list(thesis)) {
      assertEquals(List.of(thesis.resolve("chapter.tex")), files.toList());
    }
  }

  @Test
  void skippedLinesAreCountedAndTheFirstAreShown() throws IOException {
    StringBuilder content = new StringBuilder("40;8;52;");
    for (int d = 1; d <= 40; d++) {
      content.append(d).append(" 1 2;");
    }
    for (int i = 0; i < 12; i++) {
      content.append("0 1 1;");
    }

    CommandRun run = trainOn(content.toString(), "input.on-invalid=skip", "input.held-out=0");

    assertEquals(ExitCode.DONE, run.code(), run.err());
    assertTrue(run.err().contains("12 invalid lines were left out; the first 10:"), run.err());
    assertEquals(10, run.err().lines().filter(line -> line.contains("document id is 0")).count());
    assertTrue(run.err().contains("line 44"), run.err());
    assertTrue(
        Files.readString(directory.resolve("run/run.json")).contains("\"invalidLines\" : \"12\""));
  }
}
