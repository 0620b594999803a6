package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of any size and place: they are told right, or refused by name. */
@Tag("spark")
class NumberCasesTest {
  private static final String MIXTURE = "model { kind = mixture, components = 2, restarts = 1 }";
  private static final String FACTOR = "model { kind = factor, latent = 1 }";

  @TempDir private Path directory;

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private void rows(String name, String header, int count, IntFunction<String> row)
      throws IOException {
    Files.writeString(
        directory.resolve(name),
        IntStream.range(0, count)
            .mapToObj(row)
            .collect(Collectors.joining("\n", header + "\n", "\n")));
  }

  /** Some numbers that look like noise. */
  private static double noise(int i) {
    return Math.sin(12.9898 * i + 78.233 * (i % 7)) * 2;
  }

  private CommandRun train(String model, String... overrides) throws IOException {
    Files.writeString(
        directory.resolve("job.conf"),
        """
        input { path = "%s/x.csv", format = csv }
        %s
        inference { batch-size = all, epochs = 60 }
        """
            .formatted(directory, model));
    return CommandRun.train(at("job.conf"), at("run"), overrides);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,1e308    | x.csv, row 1: weight 'w' must be finite, not negative and at most 1.0E100, but is 1.0E308",
        "1e160,2,1    | x.csv, row 1: column 'a' must be at most 1.0E100 in size, but is 1.0E160",
      })
  void aNumberThatNoSumSurvives(String first, String message) throws IOException {
    rows("x.csv", "a,b,w", 40, i -> i == 0 ? first.strip() : i + "," + noise(i) + ",1");

    train(MIXTURE, "input.weight-column=w").assertRefused(ExitCode.INPUT, message);
  }

  @Test
  void aColumnThatDiffersByAlmostNothing() throws IOException {
    rows("x.csv", "a,b", 40, i -> noise(i) * 1e-170 + "," + i);

    train(MIXTURE)
        .assertRefused(ExitCode.INPUT, "the values of column 'a' must differ by at least 1.0E-100");
  }

  @Test
  void theOnlyRowAndTheOnlyColumn() throws IOException {
    rows("x.csv", "a,b", 1, i -> "1,2");
    train(MIXTURE, "model.components=1")
        .assertRefused(ExitCode.INPUT, "column 'a' must vary, but is 1.0 in the only row");
    rows("x.csv", "a", 9, i -> "5");
    train(MIXTURE).assertRefused(ExitCode.INPUT, "is 5.0 in every row, and it is the only column");
  }

  /** Values of variance 2; a floor of 1e-9 of the other column's variance was 700. */
  @Test
  void noiseBesideAColumnOfOtherUnits() throws IOException {
    rows("x.csv", "a,b,c", 200, i -> noise(i) + "," + 1e6 * noise(3 * i + 1) + "," + noise(7 * i));

    train(FACTOR).done();

    ObjectNode told = CommandRun.of("describe", at("run"), "--json").json();
    double noise = told.get("noiseVariance").get(0).asDouble();
    assertTrue(noise > 1 && noise < 3, () -> "noise " + noise);
  }

  @Test
  void aFloorIsSaid() throws IOException {
    rows(
        "x.csv",
        "a,b",
        60,
        i -> (i % 3 == 0 ? 1 : noise(i)) + "," + (i % 3 == 0 ? 1 : noise(5 * i)));

    CommandRun run = train(MIXTURE).done();

    assertTrue(run.out().contains("; held at the least variance: components ["), run.out());
    assertTrue(
        Files.readString(directory.resolve("run/run.json")).contains("held at the least variance"));
    assertTrue(CommandRun.done("describe", at("run")).out().contains("held at the least variance"));
  }

  /** The first rows by their keys are of one value; so were the blocks. */
  @Test
  void fewValuesOfManyRows() throws IOException {
    rows("x.csv", "a", 60_000, i -> Integer.toString(i % 5));

    train(MIXTURE, "inference.batch-size=1024", "inference.epochs=1").done();
  }

  @Test
  void aFewNumbersMakeNoColumnOfNumbers() throws IOException {
    rows("x.csv", "a,note", 1200, i -> noise(i) + "," + (i == 5 || i == 1100 ? "42" : "red"));

    train(MIXTURE, "inference.epochs=1")
        .assertRefused(ExitCode.INPUT, "all columns must be of numbers, but these are not: 'note'");
    CommandRun run = train(MIXTURE, "inference.epochs=1", "input.columns=[\"*\"]").done();

    assertTrue(run.err().contains("columns that are not numbers are not read: note"), run.err());
  }

  @Test
  void aColumnThatTurnsToNumbersIsRefused() throws IOException {
    rows("x.csv", "a,note", 3000, i -> noise(i) + "," + (i < 1000 ? "red" : "42"));

    train(MIXTURE, "input.columns=[\"*\"]")
        .assertRefused(
            ExitCode.INPUT,
            "column 'note' must be of numbers or of texts, but is of texts in its first rows, and has"
                + " 2000 numbers and 1000 texts in all");
  }

  @Test
  void aColumnThatIsFarFromZero() throws IOException {
    rows("x.csv", "a", 60, i -> String.format(Locale.ROOT, "%.6f", 1.7e9 + noise(i)));

    CommandRun run = train(MIXTURE, "model.components=1").done();

    assertTrue(run.out().matches("(?s).* a (1699999999|170000000)\\d\\.\\d+ ± 1\\..*"), run.out());
  }

  @Test
  void aColumnThatVariesInOneRow() throws IOException {
    rows("x.csv", "a,b", 20_000, i -> (i == 777 ? 1 : 0) + "," + noise(i));

    train(MIXTURE, "inference.epochs=2").done();
  }

  @Test
  void aCountThatIsNoneIsSkippedByEveryCommand() throws IOException {
    rows("x.csv", "a,b", 40, i -> i % 9 + "," + (i == 4 ? "1.5" : Integer.toString(i % 5)));
    String model =
        "model { kind = autoencoder, latent = 1, encoder = [3], decoder = [3], likelihood = poisson }";
    String[] quick = {"inference.batch-size=20", "inference.epochs=2"};

    train(model, quick)
        .assertRefused(
            ExitCode.INPUT,
            "x.csv, row 5: column 'b' must be a whole number of at least 0 where model.likelihood is"
                + " poisson, but is 1.5");
    train(model, quick[0], quick[1], "input.on-invalid=skip").done();

    assertEquals(
        1,
        CommandRun.of("evaluate", at("run"), "--input", at("x.csv"), "--json")
            .json()
            .get("invalidRows")
            .asInt());
    CommandRun.done("transform", at("run"), "--input", at("x.csv"), "--output", at("out"));
  }

  /** A row of 1.7e12 deviations was NaN: terms of the bound ended at 2^76. */
  @Test
  void aRowThatIsFarOffHasAScore() throws IOException {
    rows("x.csv", "a,b", 60, i -> noise(i) + "," + noise(5 * i));
    train(MIXTURE).done();
    rows("far.csv", "a,b", 2, i -> i * 1.7e12 + ",0");

    double score =
        CommandRun.of("evaluate", at("run"), "--input", at("far.csv"), "--json")
            .json()
            .get("heldOutLogDensityPerRow")
            .asDouble();

    assertTrue(Double.isFinite(score) && score < -1e20, () -> "score " + score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lcal[2]             | --master must be local, local[N], spark://HOST:PORT, yarn or k8s://URL",
        "spark://127.0.0.1:1 | --master must be a Spark master that answers, but spark://127.0.0.1:1 does not",
      })
  void aMasterThatIsNone(String master, String message) throws IOException {
    rows("x.csv", "a,b", 40, i -> noise(i) + "," + i);
    train(MIXTURE, "inference.epochs=1").done();

    CommandRun.of("evaluate", at("run"), "--input", at("x.csv"), "--master", master.strip())
        .assertRefused(ExitCode.CONFIGURATION, message);
  }
}
