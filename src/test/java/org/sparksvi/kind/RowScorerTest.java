package org.sparksvi.kind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparksvi.ForkedJvm;

/** Published models that are loaded and asked in this process. */
class RowScorerTest {
  private static final List<String> RUNS =
      List.of("topics", "mixture", "count-mixture", "factor", "autoencoder", "count-autoencoder");

  private static Path run(String name) {
    return Path.of("src/test/resources/org/sparksvi/published/1", name);
  }

  private static RowScorer scorer(String name) throws IOException {
    return Trained.load(run(name).resolve("run/model")).scorer();
  }

  /** All that the class path has of Spark, Hadoop and Scala is left out. */
  @Test
  void withoutSparkTheNumbersAreThoseOfTransform() throws Exception {
    String classes =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*(spark-[a-z]|spark_|hadoop|scala-library).*[.]jar"))
            .collect(Collectors.joining(File.pathSeparator));

    String said =
        ForkedJvm.runOn(
            classes,
            ScoresWithoutSpark.class,
            List.of("-Xshare:auto"),
            RUNS.stream().map(name -> run(name).toString()).toArray(String[]::new));

    assertEquals(
        RUNS.stream().map(name -> name + ": 40 rows").toList(),
        said.lines().filter(line -> line.endsWith(" rows")).toList());
  }

  @Test
  void wordsAreCounted() throws IOException {
    RowScorer topics = scorer("topics");

    double[] words =
        topics.score(List.of("king", "war", "king", "aardvark")).vector("topicDistribution");

    assertArrayEquals(topics.score(Map.of(4, 2.0, 7, 1.0)).vector("topicDistribution"), words);
    assertEquals(1, words[0] + words[1], 1e-6);
    assertEquals("topicDistribution", topics.columns().get(0).name());
  }

  @Test
  void rowsTogetherAreRowsAlone() throws IOException {
    RowScorer mixture = scorer("mixture");
    List<double[]> rows = List.of(new double[] {1, 9, 2}, new double[] {5, 11, 3});

    List<RowScorer.Scores> together = mixture.scoreAll(rows);

    for (int r = 0; r < rows.size(); r++) {
      RowScorer.Scores alone = mixture.score(rows.get(r));
      assertEquals(alone.number("logDensity"), together.get(r).number("logDensity"), 1e-12);
      assertArrayEquals(
          alone.vector("responsibilities"), together.get(r).vector("responsibilities"), 1e-12);
    }
  }

  @Test
  void rowsThatAreNotOfTheModelAreRefused() throws IOException {
    RowScorer mixture = scorer("mixture");
    RowScorer topics = scorer("topics");

    Stream.of(
            Map.entry(
                "a value for each of 3 columns, but has 2", (Runnable) () -> mixture.score(1, 2)),
            Map.entry(
                "'b' must be a finite number, but is NaN",
                (Runnable) () -> mixture.score(1, Double.NaN, 2)),
            Map.entry("are not counts", (Runnable) () -> mixture.score(List.of("king"))),
            Map.entry("are not numbers", (Runnable) () -> topics.score(1, 2)),
            Map.entry(
                "below 8, the model's words, but is 8",
                (Runnable) () -> topics.score(Map.of(8, 1.0))),
            Map.entry(
                "must be one of [topicDistribution]",
                (Runnable) () -> topics.score(List.of()).number("x")))
        .forEach(
            refused -> {
              String said =
                  assertThrows(IllegalArgumentException.class, refused.getValue()::run)
                      .getMessage();
              assertTrue(said.contains(refused.getKey()), said);
            });
  }
}
