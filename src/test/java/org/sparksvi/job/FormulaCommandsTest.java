package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.spark.SharedSpark;

/** Models of formulas. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class FormulaCommandsTest {
  private static final String[] COLOURS = {"blue", "red", "blue", "green", "blue", "red"};
  private static final int ROWS = 120;

  @TempDir private Path directory;

  @BeforeEach
  void writeRows() throws IOException {
    StringBuilder raw = new StringBuilder("school,colour,x,y\n");
    StringBuilder coded = new StringBuilder("green,red,x,greenx,redx,y\n");
    for (int r = 0; r < ROWS; r++) {
      String colour = COLOURS[r % COLOURS.length];
      double x = r / 7.0 - (r % 11);
      int green = colour.equals("green") ? 1 : 0;
      int red = colour.equals("red") ? 1 : 0;
      double y = 1 + 0.5 * x + 2 * green - 3 * red * x + Math.sin(r) + Math.cos(r / 6 * 6);
      raw.append("%d,%s,%s,%s%n".formatted(r / 6, colour, x, y));
      coded.append("%d,%d,%s,%s,%s,%s%n".formatted(green, red, x, green * x, red * x, y));
    }
    Files.writeString(directory.resolve("raw.csv"), raw);
    Files.writeString(directory.resolve("coded.csv"), coded);
    Files.writeString(directory.resolve("a.conf"), "input { format = csv }\n");
  }

  private CommandRun train(String rows, String into, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                directory.resolve("a.conf").toString(),
                "--run",
                directory.resolve(into).toString()));
    for (String setting : settings) {
      arguments.addAll(List.of("-s", setting));
    }
    arguments.addAll(List.of("-s", "input.path=" + directory.resolve(rows)));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private byte[] parameters(String run) throws IOException {
    return Files.readAllBytes(directory.resolve(run).resolve("model/parameters.safetensors"));
  }

  private CommandRun with(String command, String run, String input, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                directory.resolve(run).toString(),
                "--input",
                directory.resolve(input).toString()));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** The rule of columns without a formula. */
  @Test
  void aColumnThatTurnsToNumbersIsNoCategory() throws IOException {
    StringBuilder rows = new StringBuilder("income,x,y\n");
    for (int r = 0; r < 3000; r++) {
      rows.append("%s,%d,%d%n".formatted(r < 1000 ? "unknown" : "" + r % 50, r % 7, r % 5));
    }
    Files.writeString(directory.resolve("turning.csv"), rows);

    train("turning.csv", "turning", "model.kind=regression", "model.formula=y ~ x + income")
        .assertRefused(
            ExitCode.INPUT,
            "column 'income' must be of numbers or of texts, but is of texts in its first rows, and has"
                + " 2000 numbers and 1000 texts in all");
  }

  /** Model files of others, too, are refused and never an unexpected end. */
  @Test
  void aPublishedFormulaThatIsNoneIsRefused() throws IOException {
    train("raw.csv", "run", "model.kind=regression", "model.formula=y ~ x").done();
    Path model = directory.resolve("run/model/model.json");
    String text = Files.readString(model);
    assertTrue(text.contains("\"y ~ x\""), text);
    byte[] damaged = text.replace("\"y ~ x\"", "\"y ~ (\"").getBytes(StandardCharsets.UTF_8);
    Files.write(model, HostileRun.signed(damaged));

    CommandRun.of("describe", directory.resolve("run").toString())
        .assertRefused(ExitCode.RUN_DIRECTORY, "model.formula must be a formula such as");
  }

  @Test
  void aFormulaGivesTheBitsOfColumnsThatWereMultipliedByHand() throws IOException {
    CommandRun trained =
        train("raw.csv", "run", "model.kind=regression", "model.formula=y ~ colour * x");
    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    CommandRun byHand =
        train("coded.csv", "hand", "model.kind=regression", "input.response-column=y");
    assertEquals(ExitCode.DONE, byHand.code(), byHand.err());

    assertArrayEquals(parameters("hand"), parameters("run"));
    String described = CommandRun.of("describe", directory.resolve("run").toString()).out();
    assertTrue(described.contains("colour=green (not blue):x"), described);
    String figures = with("evaluate", "run", "raw.csv").out();
    assertEquals(
        with("evaluate", "hand", "coded.csv").out().replace("hand", "run").replace("coded", "raw"),
        figures);
    assertEquals(ExitCode.DONE, with("update", "run", "raw.csv").code());
    Files.writeString(directory.resolve("new.csv"), "x,colour\n1,red\n2,purple\n");
    CommandRun unseen =
        with("transform", "run", "new.csv", "--output", directory.resolve("o.csv").toString());
    assertEquals(ExitCode.INPUT, unseen.code());
    assertTrue(
        unseen.err().contains("category 'colour' must be one of the 3 levels"), unseen.err());
  }

  @Test
  void theInterceptIsTheFormulas() {
    CommandRun trained =
        train("raw.csv", "run", "model.kind=regression", "model.formula=y ~ colour - 1");

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    String described = CommandRun.of("describe", directory.resolve("run").toString()).out();
    assertTrue(described.contains("colour=blue") && !described.contains("(intercept)"), described);
  }

  @Test
  void effectsOfGroupsAreThoseOfTheKey() throws IOException {
    CommandRun formula =
        train(
            "raw.csv",
            "run",
            "model.kind=mixed",
            "model.formula=y ~ x + colour + (1 + x | school)",
            "input.group-column=school");
    assertEquals(ExitCode.DONE, formula.code(), formula.err());
    CommandRun key =
        train(
            "raw.csv",
            "key",
            "model.kind=mixed",
            "input.columns=[x]",
            "input.categories=[colour]",
            "input.response-column=y",
            "model.random=[\"(1 + x | school)\"]",
            "input.group-column=school");
    assertEquals(ExitCode.DONE, key.code(), key.err());

    assertArrayEquals(parameters("key"), parameters("run"));
    CommandRun crossed =
        train(
            "raw.csv",
            "crossed",
            "model.kind=mixed",
            "model.formula=y ~ x + (1 | school) + (1 | colour)",
            "input.categories=[colour]",
            "input.category-coding=one-hot",
            "input.group-column=school");
    assertEquals(ExitCode.DONE, crossed.code(), crossed.err());
  }

  @Test
  void whatContradictsAFormulaIsRefused() {
    refused("model.formula must be a formula such as y ~ a + b + a:b, with a column", "y ~ x +");
    refused(
        "model.formula must have no effects of groups, which model.kind = mixed has",
        "y ~ x + (1 | school)");
    refused(
        "input.response-column must not be given where model.formula is",
        "y ~ x",
        "input.response-column=y");
    refused("input.columns must not be given where model.formula is", "y ~ x", "input.columns=[x]");
    refused(
        "model.formula must not be given where input.format is \"libsvm\"",
        "y ~ x",
        "input.format=libsvm");
    refused(
        "model.random must not be given where model.formula has effects of groups",
        "y ~ x + (1 | school)",
        "model.kind=mixed",
        "input.group-column=school",
        "model.random=[\"1\"]");
    refused(
        "model.formula must be a list of terms such as",
        "y ~ x + (x + x | school)",
        "model.kind=mixed",
        "input.group-column=school");
  }

  @Test
  void whatHasMoreThanIndependentCoefficientsIsRefused() {
    refused(
        "model.likelihood must be logistic, probit, poisson or multinomial where model.covariance is diagonal",
        "y ~ x",
        "model.covariance=diagonal");
    refused(
        "model.prior.coefficients must be normal where model.covariance is diagonal",
        "y ~ x",
        "model.covariance=diagonal",
        "model.likelihood=logistic",
        "model.prior.coefficients=laplace");
    refused(
        "model.prior.groups must be normal where model.covariance is diagonal",
        "y ~ x",
        "model.covariance=diagonal",
        "model.likelihood=logistic",
        "model.prior.groups=[\"x ~ flat\"]");
  }

  private void refused(String message, String formula, String... more) {
    List<String> settings = new ArrayList<>();
    settings.add("model.kind=regression");
    settings.add("model.formula=" + formula);
    settings.addAll(Arrays.asList(more));
    CommandRun run = train("raw.csv", "refused", settings.toArray(String[]::new));
    assertEquals(ExitCode.CONFIGURATION, run.code(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }
}
