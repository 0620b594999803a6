package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Regression on columns of categories. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class CategoryCommandsTest {
  private static final String[] COLOURS = {"blue", "red", "blue", "green", "blue", "red"};
  private static final int ROWS = 120;

  @TempDir private Path directory;
  private Path run;

  @BeforeEach
  void writeRows() throws IOException {
    run = directory.resolve("run");
    StringBuilder raw = new StringBuilder("colour,x,y\n");
    StringBuilder coded = new StringBuilder("x,green,red,y\n");
    for (int r = 0; r < ROWS; r++) {
      String colour = COLOURS[r % COLOURS.length];
      double x = r / 7.0 - (r % 11);
      int green = colour.equals("green") ? 1 : 0;
      int red = colour.equals("red") ? 1 : 0;
      double y = 1 + 0.5 * x + 2 * green - 3 * red + Math.sin(r);
      raw.append("%s,%s,%s%n".formatted(colour, x, y));
      coded.append("%s,%d,%d,%s%n".formatted(x, green, red, y));
    }
    Files.writeString(directory.resolve("raw.csv"), raw);
    Files.writeString(directory.resolve("coded.csv"), coded);
    Files.writeString(
        directory.resolve("a.conf"),
        """
        model { kind = regression }
        input { format = csv, response-column = y }
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
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static byte[] parameters(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("model").resolve("parameters.safetensors"));
  }

  @Test
  void theyGiveTheBitsOfColumnsThatWereCodedByHand() throws IOException {
    CommandRun trained = train("raw.csv", run, "-s", "input.categories=[colour]");
    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    Path byHand = directory.resolve("by-hand");
    train("coded.csv", byHand);

    assertArrayEquals(parameters(byHand), parameters(run));
    String described = CommandRun.of("describe", run.toString()).out();
    assertTrue(described.contains("colour=green (not blue)"), described);
    assertTrue(described.contains("colour=red (not blue)"), described);
  }

  @Test
  void newRowsAreReadByTheLevelsThatAModelKnows() throws IOException {
    train("raw.csv", run, "-s", "input.categories=[colour]");
    Path rows = directory.resolve("new.csv");
    Files.writeString(rows, "x,colour\n1,red\n2,blue\n");
    Path out = directory.resolve("said.csv");

    CommandRun said =
        CommandRun.of(
            "transform", run.toString(), "--input", rows.toString(), "--output", out.toString());

    assertEquals(ExitCode.DONE, said.code(), said.err());
    Path draws = directory.resolve("draws.json");
    CommandRun drawn =
        CommandRun.of(
            "sample",
            run.toString(),
            "--input",
            rows.toString(),
            "--rows",
            "5",
            "--format",
            "json",
            "--output",
            draws.toString());
    assertEquals(ExitCode.DONE, drawn.code(), drawn.err());
    assertTrue(drawn.out().contains("2 rows of 5 draws"), drawn.out());
    Files.writeString(rows, "x,colour\n1,red\n2,purple\n");
    CommandRun unseen =
        CommandRun.of(
            "transform",
            run.toString(),
            "--input",
            rows.toString(),
            "--output",
            directory.resolve("other.csv").toString());
    assertEquals(ExitCode.INPUT, unseen.code());
    assertTrue(
        unseen.err().contains("category 'colour' must be one of the 3 levels that are known"),
        unseen.err());
    assertTrue(unseen.err().contains("row 2"), unseen.err());
    Path day = directory.resolve("day.csv");
    Files.writeString(day, "colour,y,x\nred,1,2\ngreen,0,1\nblue,4,4\n");
    CommandRun updated = CommandRun.of("update", run.toString(), "--input", day.toString());
    assertEquals(ExitCode.DONE, updated.code(), updated.err());
  }

  @Test
  void everyLevelMayHaveAColumn() {
    CommandRun trained =
        train(
            "raw.csv",
            run,
            "-s",
            "input.categories=[colour]",
            "-s",
            "input.category-coding=one-hot");

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    String described = CommandRun.of("describe", run.toString()).out();
    for (String colour : List.of("blue", "green", "red")) {
      assertTrue(described.contains("colour=" + colour), described);
    }
  }

  @Test
  void whatIsNoCategoryIsRefused() throws IOException {
    StringBuilder many = new StringBuilder("key,y\n");
    for (int r = 0; r < 10_002; r++) {
      many.append("k%d,%d%n".formatted(r, r % 7));
    }
    Files.writeString(directory.resolve("many.csv"), many);

    CommandRun tooMany = train("many.csv", run, "-s", "input.categories=[key]");
    CommandRun absent = train("raw.csv", run, "-s", "input.categories=[size]");
    CommandRun response = train("raw.csv", run, "-s", "input.categories=[y]");
    CommandRun twice =
        train("raw.csv", run, "-s", "input.categories=[x]", "-s", "input.columns=[x]");

    assertEquals(ExitCode.INPUT, tooMany.code());
    assertTrue(tooMany.err().contains("from 2 to 10000 levels, but has more"), tooMany.err());
    assertEquals(ExitCode.INPUT, absent.code());
    assertTrue(absent.err().contains("'size'"), absent.err());
    assertEquals(ExitCode.CONFIGURATION, response.code());
    assertEquals(ExitCode.CONFIGURATION, twice.code());
  }
}
