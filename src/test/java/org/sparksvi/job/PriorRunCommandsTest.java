package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

/** A run whose prior is the posterior of another one. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class PriorRunCommandsTest {
  @TempDir private Path directory;
  private Path first;

  @BeforeEach
  void trainTheFirstDay() throws IOException {
    first = directory.resolve("first");
    rows("one.csv", "a,b,c,school", 0);
    rows("two.csv", "b,c,a,school", 60);
    CommandRun trained = train("one.csv", first);
    assertEquals(ExitCode.DONE, trained.code(), trained.err());
  }

  /** Counts of rate e^(1 + a/2 − b/4) nearly; columns in the order of a header. */
  private void rows(String name, String header, int from) throws IOException {
    StringBuilder text = new StringBuilder(header + "\n");
    for (int r = from; r < from + 60; r++) {
      double a = Math.sin(r) + 0.01 * from;
      double b = Math.cos(3 * r);
      long c = Math.round(Math.exp(1 + 0.5 * a - 0.25 * b) + Math.sin(7 * r));
      for (String column : header.split(",", -1)) {
        Object cell =
            switch (column) {
              case "a" -> a;
              case "b" -> b;
              case "c" -> Math.max(0, c);
              default -> "s" + r % 7;
            };
        text.append(text.charAt(text.length() - 1) == '\n' ? "" : ",").append(cell);
      }
      text.append("\n");
    }
    Files.writeString(directory.resolve(name), text);
    Files.writeString(
        directory.resolve("a.conf"),
        """
        model { kind = regression, likelihood = poisson }
        input { format = csv, columns = [a, b], response-column = c }
        """);
  }

  private CommandRun train(String rows, Path into, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                directory.resolve("a.conf").toString(),
                "--run",
                into.toString(),
                "-s",
                "input.path=" + directory.resolve(rows)));
    for (String setting : more) {
      arguments.addAll(Arrays.asList("-s", setting));
    }
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static JsonNode coefficients(Path run) throws IOException {
    return new ObjectMapper()
        .readTree(CommandRun.of("describe", run.toString(), "--json").out())
        .path("coefficients");
  }

  @Test
  void theSecondDayKnowsWhatTheFirstSaid() throws IOException {
    Path second = directory.resolve("second");
    Path alone = directory.resolve("alone");
    CommandRun trained =
        train("two.csv", second, "model.prior.run=" + first, "input.columns=[b,a]");
    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    train("two.csv", alone, "input.columns=[b,a]");

    for (int j = 0; j < 2; j++) {
      double before = 1 / square(coefficients(first).get(1 - j));
      double rows = 1 / square(coefficients(alone).get(j));
      double both = 1 / square(coefficients(second).get(j));
      // precisions add up, and more where the intercept is known better; of sites at other means
      assertTrue(both > 0.95 * (before + rows), both + " of " + before + " and " + rows);
      assertTrue(both < 1.5 * (before + rows), both + " of " + before + " and " + rows);
    }
    CommandRun updated =
        CommandRun.of(
            "update", second.toString(), "--input", directory.resolve("one.csv").toString());
    assertEquals(ExitCode.DONE, updated.code(), updated.err());
  }

  private static double square(JsonNode coefficient) {
    return Math.pow(coefficient.path("deviation").asDouble(), 2);
  }

  @Test
  void aMixedModelTakesThePriorOfARegression() {
    CommandRun trained =
        train(
            "two.csv",
            directory.resolve("mixed"),
            "model.kind=mixed",
            "input.group-column=school",
            "model.prior.run=" + first);
    assertEquals(ExitCode.DONE, trained.code(), trained.err());
  }

  @Test
  void whatSaysNothingOfTheCoefficientsIsRefusedByName() {
    assertRefused("has 'b' as well", "input.columns=[a]", "model.prior.run=" + first);
    assertRefused(
        "its likelihood is poisson", "model.likelihood=gaussian", "model.prior.run=" + first);
    assertRefused("has one", "model.intercept=false", "model.prior.run=" + first);
    assertRefused(
        "model.prior.scale must not be given where model.prior.run is",
        "model.prior.scale=2",
        "model.prior.run=" + first);
    assertRefused("nowhere", "model.prior.run=" + directory.resolve("nowhere"));
  }

  private void assertRefused(String message, String... settings) {
    Path into = directory.resolve("refused");
    CommandRun refused = train("two.csv", into, settings);
    assertTrue(
        refused.code() == ExitCode.CONFIGURATION || refused.code() == ExitCode.RUN_DIRECTORY,
        refused.code() + ": " + refused.err());
    assertTrue(refused.err().contains(message), refused.err());
    assertFalse(Files.exists(into.resolve("model")), "something was written");
  }
}
