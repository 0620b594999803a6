package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of `evaluate` do not mind the size of weights, and a row that spoils them is named. */
@Tag("spark")
class EvaluateNumbersTest {
  private static final int ROWS = 60;

  /** Sums of 60 numbers are resolved to at least 2^-40 of the largest. */
  private static final double SAME = 1e-9;

  @TempDir private Path directory;

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private void rows(String name, String header, IntFunction<String> row) throws IOException {
    Files.writeString(
        directory.resolve(name),
        IntStream.range(0, ROWS)
            .mapToObj(row)
            .collect(Collectors.joining("\n", header + "\n", "\n")));
  }

  private void train(String likelihood) throws IOException {
    Files.writeString(
        directory.resolve("job.conf"),
        """
        input { path = "%s/x.csv", format = csv, response-column = y, weight-column = w }
        model { kind = regression, likelihood = %s }
        inference { epochs = 20 }
        """
            .formatted(directory, likelihood));
    CommandRun.train(at("job.conf"), at("run")).done();
  }

  private ObjectNode evaluated(String rows) {
    return CommandRun.of("evaluate", at("run"), "--input", at(rows), "--json").json();
  }

  private void weighed(String name, String weight) throws IOException {
    rows(name, "a,y,w", i -> i % 7 + "," + (i * i % 11 < i % 7 + 2 ? 1 : 0) + "," + weight);
  }

  @Test
  void weightsOfAnySizeMakeNoDifference() throws IOException {
    weighed("x.csv", "1");
    train("logistic");
    ObjectNode one = evaluated("x.csv");

    assertTrue(one.get("auc").asDouble() > 0.6, one.toString());
    for (String weight : List.of("1e30", "1e-30")) {
      weighed("other.csv", weight);
      ObjectNode other = evaluated("other.csv");
      one.fieldNames()
          .forEachRemaining(
              name -> {
                if (one.get(name).isDouble() && !name.equals("weightScored")) {
                  double expected = one.get(name).asDouble();
                  double delta = SAME * Math.abs(expected);
                  assertEquals(expected, other.get(name).asDouble(), delta, weight + " " + name);
                }
              });
    }
  }

  @Test
  void aRowThatHasNoScoreIsNamed() throws IOException {
    rows("x.csv", "a,y,w", i -> i % 7 + "," + i % 4 + ",1");
    train("poisson");
    rows("far.csv", "a,y,w", i -> (i == 41 ? "1e99" : i % 7) + "," + i % 4 + ",1");

    CommandRun.of("evaluate", at("run"), "--input", at("far.csv"))
        .assertRefused(ExitCode.INPUT, "by the row \"1.0E99 -> 1.0\"");
  }
}
