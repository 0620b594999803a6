package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;
import org.sparksvi.job.generate.RowsSettings;
import org.sparksvi.job.generate.TrueMixture;
import org.sparksvi.spark.SharedSpark;

/** Rows of a known mixture, made and learnt from. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class GenerateMixtureTest {
  private static final int ROWS = 3000;

  @TempDir private Path directory;

  private List<String> generate(String name, int partRows) throws IOException {
    Path output = directory.resolve(name);
    CommandRun made =
        CommandRun.of(
            "generate",
            "mixture",
            "--output=" + output,
            "--rows=" + ROWS,
            "--columns=2",
            "--components=2",
            "--separation=20",
            "--part-rows=" + partRows);
    assertEquals(ExitCode.DONE, made.code(), made.err());
    assertEquals("3000 rows of 2 columns, 2 components: " + output + "\n", made.out());
    List<String> rows = new ArrayList<>();
    try (Stream<Path> parts = Files.list(output.resolve("rows"))) {
      for (Path part : parts.sorted().toList()) {
        List<String> lines = Files.readAllLines(part);
        assertEquals("x1,x2", lines.get(0));
        rows.addAll(lines.subList(1, lines.size()));
      }
    }
    return rows;
  }

  @Test
  void rowsAreTheSameHoweverManyTasksMakeThem() throws IOException {
    List<String> oneTask = generate("one", ROWS);
    List<String> tenTasks = generate("ten", 299);

    assertEquals(ROWS, oneTask.size());
    assertEquals(oneTask, tenTasks);
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("one/truth.safetensors")),
        Files.readAllBytes(directory.resolve("ten/truth.safetensors")));
  }

  /** Components that do not overlap: their means are those of their rows. */
  @Test
  void whatIsLearntIsTheTruth() throws IOException {
    List<String> rows = generate("rows", 1000);
    String run = directory.resolve("run").toString();

    CommandRun trained =
        CommandRun.of(
            "train",
            "conf/mixture-faithful.conf",
            "--run",
            run,
            "-s",
            "input.path=" + directory.resolve("rows/rows"));

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    JsonNode components =
        Json.read(CommandRun.of("describe", run, "--json").out(), "describe").path("components");
    double pooled = 0;
    for (JsonNode component : components) {
      pooled += component.path("weight").asDouble() * component.path("means").path(0).asDouble();
    }
    double mean =
        rows.stream()
            .mapToDouble(row -> Double.parseDouble(row.substring(0, row.indexOf(','))))
            .average()
            .orElse(0);
    assertEquals(2, components.size());
    assertEquals(mean, pooled, 1e-9 * Math.abs(mean));
    double apart =
        components.path(0).path("means").path(0).asDouble()
            - components.path(1).path("means").path(0).asDouble();
    double[] means =
        TrueMixture.draw(new RowsSettings(ROWS, 2, 2, 20, 10, 1, ROWS)).means(); // 2 x 2
    assertEquals(Math.abs(means[0] - means[2]), Math.abs(apart), 0.2); // 5 standard errors
  }
}
