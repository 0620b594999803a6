package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/**
 * Files as people have them, with which other tools go wrong: what becomes of each by every command
 * that it is for, as {@code cases/outcomes.txt} has it, and that nothing half-written is left.
 */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class CasesTest {
  private static final Path CASES = Case.CASES;
  private static final Path DOCUMENTS = CASES.resolve("topics/upd/base.txt");

  @TempDir private Path directory;

  static List<Case> cases() throws IOException {
    return Case.asked();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyCaseHasItsOutcome(Case given) throws IOException {
    CaseRuns runs = new CaseRuns(given.files(), directory);
    for (Case.Step step : given.steps()) {
      Set<String> before = files();
      CommandRun run = runs.run(step.command());

      String all = run.out() + run.err();
      assertEquals(step.code(), run.code().code(), () -> step.command() + '\n' + run.err());
      assertTrue(all.contains(step.said()), () -> step.command() + '\n' + all);
      if (run.code() != ExitCode.DONE) {
        run.assertRefused(run.code(), step.said());
        assertNothingHalfWritten(step, runs, before);
      }
    }
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .map(file -> directory.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** A training leaves its record and log, an update those of its day, others nothing. */
  private void assertNothingHalfWritten(Case.Step step, CaseRuns runs, Set<String> before)
      throws IOException {
    Set<String> more = files();
    more.removeAll(before);
    more.removeIf(file -> file.contains(".lock-") || file.endsWith("log.txt"));
    List<String> records = more.stream().filter(file -> file.endsWith("run.json")).toList();
    String command = step.command().substring(0, step.command().indexOf(' '));
    for (String record : records) {
      var page = Json.read(Files.readString(directory.resolve(record)), record);
      assertEquals("failed", page.get("state").asText());
      assertEquals(step.code(), page.get("exitCode").asInt());
      assertTrue(page.get("message").asText().contains(step.said()), page.toString());
      Path log = directory.resolve(record).resolveSibling("log.txt");
      assertTrue(!command.equals("train") || Files.readString(log).contains(step.said()));
    }
    Set<String> known = new TreeSet<>(records);
    for (String record : records) {
      for (Path p = Path.of(record).getParent(); p != null; p = p.getParent()) {
        known.add(p.toString());
      }
    }
    more.removeAll(known);
    assertEquals(Set.of(), more, step.command());
    boolean begins = step.code() == ExitCode.INPUT.code();
    assertEquals(begins && command.equals("train") ? 1 : records.size(), records.size());
    assertTrue(!List.of("transform", "sample").contains(command) || !Files.exists(runs.output()));
  }

  @Test
  void everyCaseIsHereAndInTheDocs() throws IOException {
    Set<String> named = Case.all().stream().map(Case::name).collect(Collectors.toSet());
    String docs = Files.readString(Path.of("docs/inputs.md"));
    Set<String> there = new TreeSet<>();
    for (String kind : List.of("rows", "topics")) {
      try (Stream<Path> entries = Files.list(CASES.resolve(kind))) {
        entries
            .filter(Files::isDirectory)
            .forEach(entry -> there.add(kind + "/" + entry.getFileName()));
      }
    }

    assertEquals(there, new TreeSet<>(named));
    List<String> unsaid = there.stream().filter(name -> !docs.contains(name)).toList();
    assertEquals(List.of(), unsaid);
  }

  /** Names that file systems of other machines refuse are written here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "data [1].txt",
        "a{b,c}.txt",
        "100%.txt",
        "a%20b.txt",
        "back\\slash.txt",
        "q?mark.txt",
        "star*.txt",
        "with space.txt",
        "com,ma.txt",
        "hash#1.txt",
        "plus+&=.txt",
        "\u0434\u0430\u043d\u043d\u044b\u0435 \u00e9.txt",
        "dir [2024]/d.txt",
        "12:30.txt"
      })
  void aPathThatExistsIsThatPath(String name) throws IOException {
    Path file = directory.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    Files.copy(DOCUMENTS, file);
    Files.writeString(directory.resolve("in/other.txt"), "violin\n");
    String conf = CASES.resolve("topics/text.conf").toString();
    String all = "training 2 topics on 21 documents, 11 words, 161 tokens";
    String one = "training 2 topics on 20 documents, 10 words, 160 tokens";

    if (name.equals("12:30.txt")) {
      assertSaid(all, conf, directory.resolve("in"));
    }
    assertSaid(one, conf, file);
  }

  private void assertSaid(String said, String conf, Path input) {
    String path = input.toString().replace("\\", "\\\\");
    CommandRun run =
        CommandRun.train(
            conf,
            directory.resolve("run-" + input.getFileName().toString().hashCode()).toString(),
            "input.path=" + path,
            "inference.epochs=1");
    assertTrue(run.done().err().contains(said), run.err());
  }

  @Test
  void filesAreSmall() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(CasesTest::size).sum();
      assertFalse(bytes > 1_000_000, () -> "cases have " + bytes + " bytes");
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
