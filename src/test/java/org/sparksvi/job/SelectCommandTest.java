package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.sparksvi.format.Json;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.SharedSpark;

/** Settings are chosen by held-out rows. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class SelectCommandTest {
  @TempDir private Path directory;
  private Path run;
  private Path conf;

  /** Three clusters, a long way from each other. */
  @BeforeEach
  void writeRows() throws IOException {
    run = directory.resolve("run");
    RandomStream draws = new Streams(4).stream(Purpose.DRAW, 0, 0);
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int row = 0; row < 900; row++) {
      double centre = 8 * (row % 3);
      csv.append("%s,%s%n".formatted(centre + draws.normal(), centre + draws.normal()));
    }
    Path rows = Files.writeString(directory.resolve("rows.csv"), csv);
    conf =
        Files.writeString(
            directory.resolve("rows.conf"),
            """
            model { kind = mixture, estimator = ml }
            input { path = "%s", format = csv, held-out = 0.3 }
            run.directory = "%s"
            """
                .formatted(rows, run));
  }

  private CommandRun select(String... more) {
    List<String> arguments = new ArrayList<>(List.of("select", conf.toString()));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private CommandRun replicated(int components, Path into) {
    return CommandRun.of(
        "train",
        conf.toString(),
        "--run",
        into.toString(),
        "-s",
        "inference.replicates=3",
        "-s",
        "model.components=" + components);
  }

  private static byte[] parameters(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("model").resolve("parameters.safetensors"));
  }

  @Test
  void theBestIsTrainedAsIfNobodyHadChosen() throws IOException {
    CommandRun selected = select("-s", "model.components=[1,2,3,6]", "--json");

    assertEquals(ExitCode.DONE, selected.code(), selected.err());
    String printed = selected.out();
    ObjectNode page = Json.read(printed.substring(0, printed.indexOf("\n}") + 2), "select");
    assertEquals("model.components = 3", page.path("simplest").asText(), printed);
    List<JsonNode> table = new ArrayList<>();
    page.path("candidates").forEach(table::add);
    assertEquals(4, table.size());
    for (int c : new int[] {0, 1}) { // too few: worse by far more than the error
      assertTrue(
          table.get(c).path("toBest").asDouble()
              < -10 * table.get(c).path("standardError").asDouble(),
          table.get(c).toString());
    }
    assertTrue(
        table.get(0).path("rounds").asInt() > 0 && !table.get(0).path("score").isMissingNode());

    String best = page.path("best").asText().replace(" ", "");
    Path alone = directory.resolve("alone");
    CommandRun.of("train", conf.toString(), "-s", best, "--run", alone.toString());
    assertArrayEquals(parameters(alone), parameters(run));
    try (var files = Files.list(run)) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".again")));
    }
  }

  /** A candidate that stopped early is a training of so many epochs, by itself. */
  @Test
  void candidatesAreWhatTheirOwnTrainingsAre() throws IOException {
    CommandRun selected = select("-s", "model.components=[1,2,3,6]", "--json");
    String printed = selected.out();
    ObjectNode page = Json.read(printed.substring(0, printed.indexOf("\n}") + 2), "select");
    JsonNode two = page.path("candidates").path(1);
    String key = two.path("candidate").asText().replace(" ", "");
    Path alone = directory.resolve("alone");

    CommandRun trained =
        CommandRun.of(
            "train",
            conf.toString(),
            "--run",
            alone.toString(),
            "-s",
            key,
            "-s",
            "inference.epochs=" + two.path("rounds").asInt()); // of all rows

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    JsonNode result =
        Json.read(Files.readString(alone.resolve("run.json")), "run.json").path("result");
    double score = two.path("score").asDouble();
    assertEquals(two.path("rounds"), result.path("rounds"));
    assertEquals(score, result.path("heldOut").asDouble(), 1e-12 * Math.abs(score)); // sums by row
  }

  /** Three clusters are found whatever the seed; twelve components share them in many ways. */
  @Test
  void trainingsOfOtherSeedsSayWhatIsStable() throws IOException {
    CommandRun stable = replicated(3, run);

    assertEquals(ExitCode.DONE, stable.code(), stable.err());
    JsonNode trust = Json.read(Files.readString(run.resolve("run.json")), "run.json");
    trust = trust.path("verdict").path("trust");
    assertEquals("stable", trust.path("stability").path("word").asText(), trust.toString());
    assertEquals(3, trust.path("similarity").size());
    ObjectNode described =
        Json.read(CommandRun.of("describe", run.toString(), "--json").out(), "describe");
    for (JsonNode component : described.path("components")) {
      assertTrue(component.path("stability").asDouble() > 0.99, component.toString());
    }
    assertTrue(CommandRun.of("describe", run.toString()).out().contains("stability"));
    Path alone = directory.resolve("alone");
    CommandRun.of("train", conf.toString(), "-s", "model.components=3", "--run", alone.toString());
    assertArrayEquals(parameters(alone), parameters(run));

    Path many = directory.resolve("many");
    assertTrue(replicated(12, many).out().contains("stability: unstable"));
  }

  @Test
  void whatCannotBeChosenIsRefused() {
    assertEquals(ExitCode.CONFIGURATION, select().code());
    CommandRun unscored = select("-s", "model.components=[1,2]", "-s", "input.held-out=0");
    assertEquals(ExitCode.CONFIGURATION, unscored.code());
    assertTrue(unscored.err().contains("input.held-out"), unscored.err());
    CommandRun wrong = select("-s", "model.components=[1,0]");
    assertEquals(ExitCode.CONFIGURATION, wrong.code());
    assertTrue(wrong.err().contains("model.components"), wrong.err());
    CommandRun rows = select("-s", "model.components=[1,2]", "-s", "input.path=/no/such.csv");
    assertEquals(ExitCode.INPUT, rows.code(), rows.err());
    assertFalse(Files.exists(run));
  }

  @Test
  void aRunThatIsThereIsLeftAlone() throws IOException {
    CommandRun.of("train", conf.toString(), "-s", "model.components=2");
    byte[] before = parameters(run);

    CommandRun selected = select("-s", "model.components=[1,2]");

    assertEquals(ExitCode.RUN_DIRECTORY, selected.code(), selected.err());
    assertArrayEquals(before, parameters(run));
  }
}
