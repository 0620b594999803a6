package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/** Whatever is wrong with the input: one line that says so, its exit code, and nothing left. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class BadInputTest {
  private static final String GOOD = "a,b\n0,1\n1,0\n1,1\n0,0\n";

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

  private CommandRun trainRows(String content, String... overrides) throws IOException {
    Files.writeString(directory.resolve("rows.csv"), content.replace(';', '\n'));
    String[] all = Arrays.copyOf(overrides, overrides.length + 1);
    all[overrides.length] = "input.path=" + directory + "/rows.csv";
    return CommandRun.train("conf/mixture-faithful.conf", directory + "/run", all);
  }

  private CommandRun trainNetworks(String content, String... overrides) throws IOException {
    Files.writeString(directory.resolve("rows.csv"), content);
    String conf =
        """
        input { path = "%1$s/rows.csv", format = csv }
        model { kind = autoencoder, latent = 1, encoder = [3], decoder = [3] }
        inference { batch-size = 2, block-size = 1, epochs = 2 }
        """
            .formatted(directory);
    Files.writeString(directory.resolve("job.conf"), conf);
    return CommandRun.train(at("job.conf"), at("run"), overrides);
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  /** Nothing half-written, but what went wrong. */
  private void assertFailed(ExitCode code, String message) throws IOException {
    Path run = directory.resolve("run");
    if (code == ExitCode.RUN_DIRECTORY || !Files.exists(run)) {
      return; // another's, or nothing was begun
    }
    JsonNode record = Json.read(Files.readString(run.resolve("run.json")), "run.json");
    assertEquals("failed", record.get("state").asText());
    assertEquals(code.code(), record.get("exitCode").asInt());
    assertTrue(record.get("message").asText().contains(message), record.toString());
    assertTrue(Files.readString(run.resolve("log.txt")).contains(message));
    try (Stream<Path> files = Files.list(run)) {
      assertEquals(
          2, files.filter(file -> !file.getFileName().toString().startsWith(".lock")).count());
    }
  }

  private void assertRefused(ExitCode code, String message, CommandRun run) throws IOException {
    run.assertRefused(code, message);
    assertFailed(code, message);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b;1,2;3,NaN; | rows.csv, row 2: column 'b' must be a finite number, but is missing or NaN; this"
            + " kind of model takes no missing values, in \"3",
        "a,b;1,2;3,2;5,2; | column 'b' must vary, but is 2.0 in every row; leave it out by"
            + " input.columns",
        "a,b;1,2; | at least as many rows to train on as model.components, 2, but there are 1",
        "name;x;y; | at least one column must be of numbers",
        "a,b; | at least one column must be of numbers",
      })
  void rowsThatAreNotAcceptable(String content, String message) throws IOException {
    assertRefused(ExitCode.INPUT, message, trainRows(content));
  }

  @Test
  void aColumnThatIsNotThere() throws IOException {
    assertRefused(
        ExitCode.INPUT,
        "column 'c' must exist, but the columns are 'a', 'b'",
        trainRows("a,b;1,2;3,5;", "input.columns=[a,c]"));
  }

  @Test
  void weightsThatAreAllZero() throws IOException {
    assertRefused(
        ExitCode.INPUT,
        "a row must have a positive weight, but all 3 have the weight 0",
        trainRows("a,w;1,0;2,0;3,0;", "input.weight-column=w"));
  }

  @Test
  void aModelThatDoesNotFitTheMemory() throws IOException {
    String header = IntStream.range(0, 60).mapToObj(c -> "c" + c).collect(Collectors.joining(","));
    String row = IntStream.range(0, 60).mapToObj(c -> "" + c).collect(Collectors.joining(","));

    assertRefused(
        ExitCode.CONFIGURATION,
        "100000 components over 60 columns with model.covariance = full and model.restarts = 4 are"
            + " 7.56e+08 numbers: 8 copies of them take 48.4 GB, but the driver has ",
        trainRows(header + ";" + row + ";" + row + ";", "model.components=100000"));
  }

  @Test
  void aModelWithAsManyFactorsAsColumns() throws IOException {
    Files.writeString(directory.resolve("rows.csv"), "a,b\n1,2\n3,5\n4,4\n");

    assertRefused(
        ExitCode.CONFIGURATION,
        "factors must be at least 1 and fewer than the 2 columns, but were 2",
        CommandRun.train(
            "conf/factor-digits.conf",
            directory + "/run",
            "input.path=" + directory + "/rows.csv",
            "input.columns=[a,b]",
            "model.latent=2"));
  }

  @Test
  void skippedRowsAreCountedAndTheFirstAreShown() throws IOException {
    StringBuilder rows = new StringBuilder("a,b\n");
    for (int r = 0; r < 40; r++) {
      rows.append("%d,%d\n".formatted(r, r * r % 17));
    }
    for (int r = 0; r < 12; r++) {
      rows.append("%d,NaN\n".formatted(r));
    }

    CommandRun run = trainRows(rows.toString(), "input.on-invalid=skip", "inference.epochs=2");

    assertEquals(ExitCode.DONE, run.code(), run.err());
    assertTrue(run.err().contains("12 invalid lines were left out; the first 10:"), run.err());
    assertTrue(
        Files.readString(directory.resolve("run/run.json")).contains("\"invalidRows\" : \"12\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bernoulli         | 255  | column 'b' must be in [0, 1] where model.likelihood is bernoulli, but is 255.0",
        "bernoulli         | -0.5 | column 'b' must be in [0, 1] where model.likelihood is bernoulli, but is -0.5",
        "poisson           | -1   | column 'b' must be a whole number of at least 0 where model.likelihood is poisson, but is -1.0",
        "poisson           | 2.5  | column 'b' must be a whole number of at least 0 where model.likelihood is poisson, but is 2.5",
        "negative-binomial | -2   | whole number of at least 0 where model.likelihood is negative-binomial, but is -2.0",
        "multinomial       | -2   | column 'b' must be at least 0 and finite where model.likelihood is multinomial, but is -2.0",
      })
  void aValueThatTheLikelihoodHasNoPlaceFor(String likelihood, String value, String message)
      throws IOException {
    assertRefused(
        ExitCode.INPUT,
        message,
        trainNetworks(GOOD + "1," + value + "\n", "model.likelihood=" + likelihood));
  }

  @Test
  void aFractionBetweenCounts() throws IOException {
    CommandRun run = trainNetworks(GOOD + "1,1.5\n1,3\n", "model.likelihood=poisson");

    run.assertRefused(
        ExitCode.INPUT,
        "rows.csv, row 5: column 'b' must be a whole number of at least 0 where model.likelihood is"
            + " poisson, but is 1.5, in \"1,1.5\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.encoder=[0] | model.encoder must list whole numbers of units from 1 to 1000000, but was",
        "model.decoder=[2.5] | model.decoder must list whole numbers of units from 1 to 1000000",
        "model.latent=0 | model.latent must be a whole number from 1 to 1000000, but was 0",
        "model.samples=0 | model.samples must be a whole number from 1 to 1000000, but was 0",
        "model.dropout=1 | model.dropout must be a number in [0, 1), but was 1",
        "inference.rule=constant | inference.rule must not be given where model.kind is autoencoder; inference.gradient is",
        "inference.gradient.momentum=0.9 | inference.gradient.momentum must not be given where inference.gradient.rule is adam",
      })
  void aKeyThatBreaksItsRule(String override, String message) throws IOException {
    assertRefused(ExitCode.CONFIGURATION, message, trainNetworks(GOOD, override));
  }

  @Test
  void keysThatDoNotGoTogether() throws IOException {
    assertRefused(
        ExitCode.CONFIGURATION,
        "model.binarise must be none where model.likelihood is gaussian, but was \"fixed\"",
        trainNetworks(GOOD, "model.likelihood=gaussian", "model.binarise=fixed"));
    assertRefused(
        ExitCode.CONFIGURATION,
        "model.beta must be 1 where model.objective is importance, but was 2",
        trainNetworks(GOOD, "model.objective=importance", "model.beta=2"));
    assertRefused(
        ExitCode.CONFIGURATION,
        "model.noise-variance must be given where model.noise is fixed",
        trainNetworks(GOOD, "model.likelihood=gaussian", "model.noise=fixed"));
  }

  @Test
  void stepsThatLeadOutOfAllNumbersEndWithTheRoundTheFieldAndTheLastGoodState() throws IOException {
    CommandRun run =
        trainNetworks(
            GOOD,
            "model.likelihood=gaussian",
            "model.activation=relu",
            "inference.gradient.rate=1e30",
            "inference.epochs=50",
            "run.checkpoint-rounds=1");

    assertEquals(ExitCode.NUMERICAL, run.code(), run.err());
    String line =
        run.err().lines().filter(l -> l.startsWith("svi: error: ")).findFirst().orElseThrow();
    assertTrue(line.contains("round "), line);
    assertTrue(line.contains("finite"), line);
    assertTrue(line.contains("last good state") || line.contains("no state before it"), line);
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void rowsOfAnotherLengthAreRefusedByNameWhenScoredOrTransformed() throws IOException {
    trainNetworks(GOOD).done();
    Files.writeString(directory.resolve("short.csv"), "a\n1\n0\n");

    CommandRun scored = CommandRun.of("evaluate", at("run"), "--input", at("short.csv"));
    CommandRun transformed =
        CommandRun.of("transform", at("run"), "--input", at("short.csv"), "--output", at("out"));

    scored.assertRefused(ExitCode.INPUT, "column 'b' must exist, but the columns are 'a'");
    transformed.assertRefused(ExitCode.INPUT, "column 'b' must exist, but the columns are 'a'");
    assertFalse(Files.exists(directory.resolve("out")));
  }

  @Test
  void valuesOutsideTheLikelihoodAreRefusedWhenScoredOrTransformed() throws IOException {
    trainNetworks(GOOD).done();
    Files.writeString(directory.resolve("large.csv"), "a,b\n1,0\n0,7\n");

    CommandRun scored = CommandRun.of("evaluate", at("run"), "--input", at("large.csv"));
    CommandRun transformed =
        CommandRun.of("transform", at("run"), "--input", at("large.csv"), "--output", at("out"));

    String message =
        "row 2: column 'b' must be in [0, 1] where model.likelihood is bernoulli, but is 7.0";
    scored.assertRefused(ExitCode.INPUT, message);
    transformed.assertRefused(ExitCode.INPUT, message);
    assertFalse(Files.exists(directory.resolve("out")));
  }

  @Test
  void optionsThatHaveNoMeaning() throws IOException {
    trainNetworks(GOOD).done();
    CommandRun none =
        CommandRun.of("evaluate", at("run"), "--input", at("rows.csv"), "--samples", "0");

    none.assertRefused(ExitCode.CONFIGURATION, "--samples must be at least 1, but was 0");
  }
}
