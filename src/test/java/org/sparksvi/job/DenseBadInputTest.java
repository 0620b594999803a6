package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.spark.SharedSpark;

/** Whatever is wrong with rows of numbers: one line that says so, and nothing left. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class DenseBadInputTest {
  @TempDir private Path directory;

  private CommandRun train(String content, String... overrides) throws IOException {
    Files.writeString(directory.resolve("rows.csv"), content.replace(';', '\n'));
    String[] all = Arrays.copyOf(overrides, overrides.length + 1);
    all[overrides.length] = "input.path=" + directory + "/rows.csv";
    return CommandRun.train("conf/mixture-faithful.conf", directory + "/run", all);
  }

  private void assertRefused(ExitCode code, String message, CommandRun run) {
    run.assertRefused(code, message);
    assertFalse(Files.exists(directory.resolve("run")), "nothing half-written");
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
    assertRefused(ExitCode.INPUT, message, train(content));
  }

  @Test
  void aColumnThatIsNotThere() throws IOException {
    assertRefused(
        ExitCode.INPUT,
        "column 'c' must exist, but the columns are 'a', 'b'",
        train("a,b;1,2;3,5;", "input.columns=[a,c]"));
  }

  @Test
  void weightsThatAreAllZero() throws IOException {
    assertRefused(
        ExitCode.INPUT,
        "a row must have a positive weight, but all 3 have the weight 0",
        train("a,w;1,0;2,0;3,0;", "input.weight-column=w"));
  }

  @Test
  void aModelThatDoesNotFitTheMemory() throws IOException {
    String header = IntStream.range(0, 60).mapToObj(c -> "c" + c).collect(Collectors.joining(","));
    String row = IntStream.range(0, 60).mapToObj(c -> "" + c).collect(Collectors.joining(","));

    assertRefused(
        ExitCode.CONFIGURATION,
        "100000 components over 60 columns with model.covariance = full and model.restarts = 4 are"
            + " 7.56e+08 numbers: 8 copies of them take 48.4 GB, but the driver has ",
        train(header + ";" + row + ";" + row + ";", "model.components=100000"));
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

    CommandRun run = train(rows.toString(), "input.on-invalid=skip", "inference.epochs=2");

    assertEquals(ExitCode.DONE, run.code(), run.err());
    assertTrue(run.err().contains("12 invalid lines were left out; the first 10:"), run.err());
    assertTrue(
        Files.readString(directory.resolve("run/run.json")).contains("\"invalidRows\" : \"12\""));
  }
}
