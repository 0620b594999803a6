package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/**
 * The commands that {@code outcomes.txt} does not name, on every case: what {@code train} refuses,
 * {@code check} and {@code select} refuse in the same words; what it leaves, a run or the record of
 * a failure, is told or refused by all that take a run; and every file of a case is scored,
 * transformed, sampled for and fed, or refused by name. Nothing ends as a fault of ours.
 *
 * <p>{@code -Dcases.each=1} takes all cases, which is minutes of work; otherwise it is one in
 * eight.
 */
@Tag("spark")
@Tag("thorough")
@ExtendWith(SharedSpark.class)
class CaseCommandsTest {
  private static final int EACH = Integer.getInteger("cases.each", 8); // is looked at
  private static final String NO_MODEL = "has no model yet; its training has not ended";
  private static final String KIND = "(?s).*\\bkind *= *([a-z-]+).*";

  @TempDir private Path directory;

  static List<Case> cases() throws IOException {
    List<Case> asked = Case.asked();
    return IntStream.range(0, asked.size())
        .filter(c -> c % EACH == 0)
        .mapToObj(asked::get)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyCommandHasItsOutcome(Case given) throws IOException {
    CaseRuns runs = new CaseRuns(given.files(), directory);
    for (Case.Step step : given.steps()) {
      if (step.command().startsWith("train ")) {
        CommandRun trained = runs.run(step.command());
        assertEquals(step.code(), trained.code().code(), trained.err());
        checks(step, runs);
        selects(step, runs);
        if (step.code() == 0) {
          tellsOfARun(runs.run());
        } else if (Files.exists(runs.run().resolve("run.json"))) {
          tellsOfAFailure(step, runs.run());
        }
        if (step.code() == 0) {
          takesEveryFile(given, runs.run());
        }
      }
    }
  }

  /** The model is held to its laws, which it keeps or not, or its rows are refused. */
  private void checks(Case.Step step, CaseRuns runs) throws IOException {
    List<String> arguments = new ArrayList<>(runs.arguments(step.command(), runs.run()));
    arguments.set(0, "check");
    int at = arguments.indexOf("--run");
    arguments.subList(at, at + 2).clear();
    CommandRun run = leavesNothing(arguments);
    if (step.code() == 0) {
      assertTrue(Set.of(0, 2).contains(run.code().code()), run.err());
      assertTrue(run.out().startsWith("kept ") || run.out().contains("broken "), run.out());
    } else {
      refused(step, run);
    }
  }

  /** Two candidates, one of which trains, or the rows are refused. */
  private void selects(Case.Step step, CaseRuns runs) throws IOException {
    Path to = directory.resolve("selected");
    List<String> arguments = new ArrayList<>(runs.arguments(step.command(), to));
    arguments.set(0, "select");
    String conf = Files.readString(Path.of(arguments.get(1)));
    String kind = conf.matches(KIND) ? conf.replaceAll(KIND, "$1") : "topics";
    arguments.addAll(List.of("-s", "model.kind=[%s,%s]".formatted(kind, kind)));
    arguments.addAll(List.of("-s", "inference.epochs=1", "-s", "input.held-out=0.5"));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    if (run.err().contains("held-out") && run.code() != ExitCode.DONE) { // of few rows, which half
      assertTrue(Set.of(2, 3).contains(run.code().code()), run.err());
    } else if (step.code() == 0) {
      assertEquals(ExitCode.DONE, run.code(), run.err());
      assertFalse(run.out().contains("NaN"), run.out());
    } else if (!run.err().contains("there must be a row to train on") // the only row is held out
        && !run.out().contains("best")) { // too few rows for the sample that all are
      refused(step, run);
    }
    delete(to);
  }

  private static void refused(Case.Step step, CommandRun run) {
    run.assertRefused(ExitCode.values()[step.code()], step.said());
  }

  private void tellsOfARun(Path run) throws IOException {
    String path = run.toString();
    CommandRun reported = CommandRun.done("report", path);
    assertTrue(reported.out().contains("report.html"), reported.out());
    assertFalse(Files.readString(run.resolve("report.html")).contains("NaN"));
    CommandRun compared = CommandRun.done("compare", path, path);
    assertTrue(compared.out().contains("done"), compared.out());
    assertFalse(compared.out().contains("NaN"), compared.out());
    CommandRun watched = CommandRun.done("watch", path, "--once");
    assertTrue(watched.out().contains("state: done"), watched.out());
    assertFalse(watched.out().contains("NaN"), watched.out());
    leavesNothing(List.of("rollback", path))
        .assertRefused(ExitCode.RUN_DIRECTORY, "must have an update to go back behind");
    String drawn = directory.resolve("drawn").toString();
    CommandRun sampled = CommandRun.done("sample", path, "--rows", "20", "--output", drawn);
    assertTrue(sampled.out().startsWith("20 rows: "), sampled.out());
    List<String> generate = List.of("generate", "mixture", "--rows", "2", "--output");
    List<String> onRun = new ArrayList<>(generate);
    onRun.add(path);
    leavesNothing(onRun).assertRefused(ExitCode.CONFIGURATION, "must not be in a run directory");
    List<String> onOutput = new ArrayList<>(generate);
    onOutput.add(drawn);
    leavesNothing(onOutput)
        .assertRefused(ExitCode.CONFIGURATION, "must name a path where nothing is");
    delete(Path.of(drawn));
  }

  private void tellsOfAFailure(Case.Step step, Path run) throws IOException {
    String path = run.toString();
    CommandRun compared = CommandRun.done("compare", path, path);
    assertTrue(compared.out().contains("failed"), compared.out());
    CommandRun watched = CommandRun.done("watch", path, "--once");
    assertTrue(watched.out().contains("state: failed"), watched.out());
    assertTrue(watched.out().contains(step.said()), watched.out());
    CommandRun described = leavesNothing(List.of("describe", path));
    described.assertRefused(ExitCode.RUN_DIRECTORY, NO_MODEL);
    leavesNothing(List.of("report", path)).assertRefused(ExitCode.RUN_DIRECTORY, NO_MODEL);
    leavesNothing(List.of("rollback", path))
        .assertRefused(ExitCode.RUN_DIRECTORY, "must have an update to go back behind");
    leavesNothing(List.of("sample", path, "--output", directory.resolve("drawn").toString()))
        .assertRefused(ExitCode.RUN_DIRECTORY, NO_MODEL);
  }

  /** Every command that reads rows, on every file of the case. */
  private void takesEveryFile(Case given, Path run) throws IOException {
    String path = run.toString();
    boolean predicts = given.name().equals("rows/predict"); // whose draws its own table has
    for (Path file : inputs(given.files())) {
      String input = file.toString();
      String output = directory.resolve("out").toString();
      named(file, leavesNothing(List.of("evaluate", path, "--input", input)));
      CommandRun told = CommandRun.of("evaluate", path, "--input", input, "--json");
      if (told.code() == ExitCode.DONE) {
        assertFalse(Json.page(told.json()).contains("null"), told.out());
      }
      CommandRun written =
          CommandRun.of(
              "transform", path, "--input", input, "--output", output, "--format", "json");
      named(file, written);
      assertEquals(written.code() == ExitCode.DONE, Files.exists(Path.of(output)), written.err());
      delete(Path.of(output));
      CommandRun drawn =
          CommandRun.of("sample", path, "--rows", "3", "--input", input, "--output", output);
      named(file, drawn, predicts ? file.getFileName().toString() : "--input");
      assertEquals(drawn.code() == ExitCode.DONE, Files.exists(Path.of(output)), drawn.err());
      delete(Path.of(output));
      CommandRun fed = CommandRun.of("update", path, "--input", input);
      named(file, fed);
      if (fed.out().contains("published: ")) {
        CommandRun.done("rollback", path);
      }
    }
  }

  private static void named(Path file, CommandRun run) {
    named(file, run, file.getFileName().toString());
  }

  private static void named(Path file, CommandRun run, String said) {
    assertNotEquals(ExitCode.UNEXPECTED, run.code(), () -> file + "\n" + run.err());
    if (run.code() != ExitCode.DONE) {
      run.assertRefused(run.code(), said);
    }
  }

  /** Files and directories beside the configuration. */
  private static List<Path> inputs(Path files) throws IOException {
    try (Stream<Path> entries = Files.list(files)) {
      return entries.filter(f -> !f.toString().endsWith(".conf")).sorted().toList();
    }
  }

  /** Runs a command that changes no file here. */
  private CommandRun leavesNothing(List<String> arguments) throws IOException {
    Set<String> before = there();
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    Set<String> after = there();
    after.removeIf(file -> file.contains(".lock-"));
    before.removeIf(file -> file.contains(".lock-"));
    assertEquals(before, after, String.join(" ", arguments));
    return run;
  }

  private Set<String> there() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(directory.relativize(file).toString()));
      return names;
    }
  }

  private static void delete(Path there) throws IOException {
    if (Files.exists(there)) {
      try (Stream<Path> files = Files.walk(there)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
