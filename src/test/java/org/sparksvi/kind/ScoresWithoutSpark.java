package org.sparksvi.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparksvi.format.Json;
import org.sparksvi.model.Column;

/** Loads published models, and compares what they say of rows with what {@code transform} said. */
public final class ScoresWithoutSpark {
  /** Doubles in another order of addition. */
  private static final double ROUNDING = 1e-9;

  private ScoresWithoutSpark() {}

  /** In a JVM without Spark; prints the rows of each run, where all is as it should be. */
  public static void main(String[] runs) throws IOException {
    for (String name : List.of("org.apache.spark.SparkContext", "org.apache.hadoop.fs.Path")) {
      try {
        throw new IllegalStateException(Class.forName(name) + " is on the class path");
      } catch (ClassNotFoundException e) {
        // as it should be
      }
    }
    for (String run : runs) {
      Path directory = Path.of(run);
      List<String> lines = Files.readAllLines(directory.resolve("transformed.jsonl"));
      compare(Trained.load(directory.resolve("run/model")), lines);
      System.out.println(directory.getFileName() + ": " + lines.size() + " rows");
    }
  }

  /**
   * Compares rows, alone, with what {@code transform} wrote of them.
   *
   * @param lines of JSON
   * @throws IllegalStateException where a number is another one
   */
  public static void compare(Trained<?, ?, ?> trained, List<String> lines) throws IOException {
    RowScorer scorer = trained.scorer();
    for (String line : lines) {
      ObjectNode expected = Json.read(line, "transformed");
      compare(expected, score(trained, scorer, expected));
    }
  }

  private static RowScorer.Scores score(
      Trained<?, ?, ?> trained, RowScorer scorer, ObjectNode row) {
    if (trained.rows().words()) {
      Map<Integer, Double> counts = new HashMap<>();
      JsonNode vector = row.get("counts");
      for (int i = 0; i < vector.get("indices").size(); i++) {
        counts.put(
            vector.get("indices").get(i).intValue(), vector.get("values").get(i).doubleValue());
      }
      return scorer.score(counts);
    }
    double[] values =
        trained.names().words().stream()
            .mapToDouble(
                name -> row.path(name).isNumber() ? row.get(name).doubleValue() : Double.NaN)
            .toArray();
    return scorer.score(values);
  }

  private static void compare(ObjectNode expected, RowScorer.Scores scores) {
    for (Column column : scores.columns()) {
      if (column.type() == Column.Type.NUMBER_OR_NONE) {
        continue; // of the response, which the values alone do not tell
      }
      JsonNode cell = expected.get(column.name());
      double[] actual =
          cell.isArray()
              ? scores.vector(column.name())
              : new double[] {scores.number(column.name())};
      for (int i = 0; i < actual.length; i++) {
        double wanted = (cell.isArray() ? cell.get(i) : cell).doubleValue();
        if (!(Math.abs(actual[i] - wanted) <= ROUNDING * Math.max(1, Math.abs(wanted)))) {
          throw new IllegalStateException(
              "%s of %s is %s at %d".formatted(column.name(), expected, actual[i], i));
        }
      }
    }
  }
}
