package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.spark.SharedSpark;

/** What commands write, and what they leave alone. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class OutputTest {
  private static final String ROWS = "datasets/faithful/faithful.csv";

  @TempDir static Path models;
  private static Path run;

  @TempDir Path directory;

  @BeforeAll
  static void train() {
    run = models.resolve("run");
    CommandRun trained =
        CommandRun.of("train", "conf/mixture-faithful.conf", "--run", run.toString());
    assertEquals(ExitCode.DONE, trained.code(), trained.err());
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String rows(int count) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(ROWS)).subList(0, count + 1);
    return Files.write(directory.resolve("day" + count + ".csv"), lines).toString();
  }

  private static void assertRefused(String message, CommandRun run) {
    assertEquals(ExitCode.CONFIGURATION, run.code(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void ofTwoTransformsToOnePlaceOneSucceedsAndItsRowsAreThere(SparkSession spark) throws Exception {
    List<Callable<CommandRun>> both = new ArrayList<>();
    for (int count : new int[] {80, 90}) {
      String input = rows(count);
      both.add(
          () ->
              CommandRun.of("transform", run.toString(), "--input", input, "--output", at("out")));
    }
    List<CommandRun> ended = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<CommandRun> one : threads.invokeAll(both)) {
        ended.add(one.get());
      }
    } finally {
      threads.shutdown();
    }

    List<CommandRun> done = ended.stream().filter(run -> run.code() == ExitCode.DONE).toList();
    assertEquals(1, done.size(), ended.toString());
    ended.removeAll(done);
    assertRefused("--output must name a path where nothing is", ended.get(0));
    long rows = spark.read().parquet(at("out")).count();
    assertEquals("%d rows: %s\n".formatted(rows, at("out")), done.get(0).out());
    assertEquals(List.of("day80.csv", "day90.csv", "out"), names());
  }

  @Test
  void whatAppearsWhileACommandWritesIsLeftAlone() throws IOException {
    Output output = Output.requireAbsent("--output", at("out"), new Configuration());

    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                output.write(
                    aside -> {
                      Files.createDirectory(Path.of(aside.toUri().getPath()));
                      Files.createDirectory(directory.resolve("out"));
                      return Files.writeString(directory.resolve("out/thesis"), "x");
                    }));

    assertTrue(refused.getMessage().contains("but " + at("out") + " exists"));
    assertEquals("x", Files.readString(directory.resolve("out/thesis")));
    assertEquals(List.of("out"), names());
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    String bad = Files.writeString(directory.resolve("bad.csv"), "a,b\n1,2\n").toString();

    CommandRun failed =
        CommandRun.of("transform", run.toString(), "--input", bad, "--output", at("out"));

    assertEquals(ExitCode.INPUT, failed.code(), failed.err());
    assertEquals(List.of("bad.csv"), names());
  }

  @Test
  void noOutputIsInARun() throws IOException {
    Path other = Files.createDirectory(directory.resolve("run"));
    Files.copy(run.resolve("run.json"), other.resolve("run.json"));
    String refusal = "must not be in a run directory";

    assertRefused(
        "--output " + refusal,
        CommandRun.of("transform", run.toString(), "--input", ROWS, "--output", at("run/out")));
    assertRefused(
        "--output " + refusal,
        CommandRun.of("sample", run.toString(), "--output", at("run/deep/out")));
    assertRefused(
        "--output " + refusal, CommandRun.of("generate", "mixture", "--output", at("run")));
    assertRefused(
        "--picture " + refusal,
        CommandRun.of("describe", run.toString(), "--picture", at("run/run.json")));
    try (Stream<Path> files = Files.list(other)) {
      assertEquals(List.of(other.resolve("run.json")), files.toList());
    }
  }

  @Test
  void aPictureReplacesNothingButAPicture() throws IOException {
    Files.createDirectory(directory.resolve("some"));
    Files.writeString(directory.resolve("letter.svg"), "<svg>mine</svg>");
    assertRefused(
        "--picture must name a file",
        CommandRun.of("describe", run.toString(), "--picture", at("some")));
    assertRefused(
        "--picture replaces only pictures that svi drew",
        CommandRun.of("describe", run.toString(), "--picture", at("letter.svg")));
    assertEquals("<svg>mine</svg>", Files.readString(directory.resolve("letter.svg")));
    for (int again = 0; again < 2; again++) {
      CommandRun drawn = CommandRun.of("describe", run.toString(), "--picture", at("p.svg"));
      assertEquals(ExitCode.DONE, drawn.code(), drawn.err());
    }
    assertEquals(List.of("letter.svg", "p.svg", "some"), names());
    assertFalse(Files.exists(directory.resolve("some/.some.0.tmp")));
  }

  private static Map<String, Integer> files(Path root) throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString();
        if (!name.equals("log.txt") && !name.contains("lock")) {
          files.put(name, Arrays.hashCode(Files.readAllBytes(path)));
        }
      }
    }
    return files;
  }

  @Test
  void aRunThatCannotBeginReplacesNothing() throws IOException {
    String bad = Files.writeString(directory.resolve("bad.csv"), "a,b\n1,2\nx,y\n").toString();
    Map<String, Integer> before = files(run);
    for (String setting : List.of("input.path=" + bad, "model.components=5000")) {
      CommandRun failed =
          CommandRun.of(
              "train",
              "conf/mixture-faithful.conf",
              "--resume",
              "never",
              "-s",
              setting,
              "--run",
              run.toString());

      assertEquals(ExitCode.INPUT, failed.code(), failed.err());
      assertEquals(before, files(run), setting);
    }
    CommandRun fresh =
        CommandRun.of(
            "train", "conf/mixture-faithful.conf", "-s", "input.path=" + bad, "--run", at("new"));
    assertEquals(ExitCode.INPUT, fresh.code(), fresh.err());
    assertEquals(Set.of("run.json"), files(directory.resolve("new")).keySet());
  }

  @Test
  void whatOthersWroteReachesNoTerminal() throws IOException {
    String escape = "\u001b]52;c;eA\u0007\u202e\u009b";
    String rows =
        Files.writeString(directory.resolve("rows.csv"), "a" + escape + ",b\n1,2\n3,4\n")
            .toString();

    CommandRun told =
        CommandRun.of("transform", run.toString(), "--input", rows, "--output", at("out"));

    assertEquals(ExitCode.INPUT, told.code(), told.err());
    assertTrue(told.err().contains("\\u001b]52;c;eA\\u0007\\u202e\\u009b"), told.err());
    assertTrue(told.err().chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)));
  }
}
