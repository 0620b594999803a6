package org.sparksvi.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.job.CommandRun.done;
import static org.sparksvi.laws.KindRun.copy;
import static org.sparksvi.laws.KindRun.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/**
 * Runs that earlier versions have published, a directory for each version of the format, with what
 * the version that made them said: commit 0cb2fcd for version 1, and ebaae1c where the kind is a
 * regression.
 */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class PublishedRunsTest {
  private static final Path RUNS = Path.of("src/test/resources/org/sparksvi/published/1");

  /** Products of matrices by another library, and transcendental functions of another Java. */
  private static final double ROUNDING = 1e-8;

  /** What tells of the process, not of the model. */
  private static final Set<String> OF_THE_PROCESS = Set.of("seconds");

  @TempDir Path directory;

  private static void assertSame(JsonNode expected, JsonNode actual, String place) {
    if (expected.isNumber()) {
      double wanted = expected.doubleValue();
      assertEquals(wanted, actual.doubleValue(), ROUNDING * Math.max(1, Math.abs(wanted)), place);
    } else if (expected.isArray()) {
      assertEquals(expected.size(), actual.size(), place);
      for (int i = 0; i < expected.size(); i++) {
        assertSame(expected.get(i), actual.path(i), place + "[" + i + "]");
      }
    } else if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> entry : expected.properties()) {
        if (!OF_THE_PROCESS.contains(entry.getKey())) {
          String name = entry.getKey();
          assertSame(entry.getValue(), actual.path(name), place + "." + name);
        }
      }
    } else {
      assertEquals(expected, actual, place);
    }
  }

  private static ObjectNode page(Path file) throws IOException {
    return Json.read(Files.readString(file), file.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topics",
        "mixture",
        "count-mixture",
        "factor",
        "autoencoder",
        "count-autoencoder",
        "regression"
      })
  void areDescribedScoredTransformedSampledAndUpdated(String kind) throws IOException {
    Path expected = RUNS.resolve(kind);
    Path run = copy(expected.resolve("run"), directory.resolve("run"));
    boolean counts = Set.of("topics", "count-mixture", "count-autoencoder").contains(kind);
    Path data = RUNS.resolve("data");
    String rows = kind.equals("factor") ? "holes.csv" : counts ? "docword.txt" : "rows.csv";
    String input = data.resolve(rows).toString();
    String day = data.resolve(counts ? "day.txt" : "day.csv").toString();

    String described = done("describe", run.toString(), "--json").out();
    assertSame(page(expected.resolve("described.json")), Json.read(described, kind), "describe");

    String scored = done("evaluate", run.toString(), "--input", input, "--json").out();
    assertSame(page(expected.resolve("evaluated.json")), Json.read(scored, kind), "evaluate");

    Path transformed = directory.resolve("transformed");
    done(
        "transform",
        run.toString(),
        "--input",
        input,
        "--output",
        transformed.toString(),
        "--format",
        "json");
    List<String> before = Files.readAllLines(expected.resolve("transformed.jsonl"));
    List<String> now = lines(transformed);
    assertEquals(before.size(), now.size());
    for (int r = 0; r < before.size(); r++) {
      assertSame(Json.read(before.get(r), kind), Json.read(now.get(r), kind), "row " + r);
    }

    if (Files.exists(expected.resolve("drawn.csv"))) { // kinds that draw rows
      Path drawn = directory.resolve("drawn");
      done("sample", run.toString(), "--output", drawn.toString(), "--rows", "5");
      assertDrawn(Files.readAllLines(expected.resolve("drawn.csv")), lines(drawn));
    }

    List<String> update = new ArrayList<>(List.of("update", run.toString(), "--input", day));
    if (counts) {
      update.addAll(List.of("--vocabulary", data.resolve("vocab.txt").toString()));
    }
    done(update.toArray(String[]::new));
    String updated = done("describe", run.toString(), "--json").out();
    ObjectNode model = page(expected.resolve("updated.json")); // then told how the first run ended
    model.remove(
        List.of("verdict", "reason", "rounds", "epochs", "elbo", "elboPerUnit", "heldOut"));
    assertSame(model, Json.read(updated, kind), "updated");
  }

  private static void assertDrawn(List<String> before, List<String> now) {
    assertEquals(before.size(), now.size());
    for (int r = 0; r < before.size(); r++) {
      String[] wanted = before.get(r).split(",", -1);
      String[] actual = now.get(r).split(",", -1);
      assertEquals(wanted.length, actual.length);
      for (int c = 0; c < wanted.length; c++) {
        if (wanted[c].matches("-?[0-9.]+(E-?[0-9]+)?")) {
          assertEquals(
              Double.parseDouble(wanted[c]), Double.parseDouble(actual[c]), ROUNDING * 100);
        } else {
          assertEquals(wanted[c], actual[c]);
        }
      }
    }
    assertTrue(before.size() > 1);
  }
}
