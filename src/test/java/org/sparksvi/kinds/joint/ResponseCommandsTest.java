package org.sparksvi.kinds.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.job.CommandRun;
import org.sparksvi.models.joint.Densities;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/** Deviations by linear response where commands tell of a mean field. */
@Tag("spark")
class ResponseCommandsTest {
  @TempDir Path directory;

  /** y = a + b (x + 3) with a known error: a and b go along with each other. */
  public record Line() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value a = s.real("a", Densities.normal(0, 100));
      Value b = s.real("b", Densities.normal(0, 100));
      return s.observe("y", Densities.normal(s.column("x").plus(3).times(b).plus(a), 1));
    }
  }

  @Test
  void theyAreDescribedBesideThoseOfQ() throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    double first = 0;
    double second = 0;
    for (int r = 0; r < 20; r++) {
      double x = (r - 9.5) / 10;
      first += (x + 3) / 20;
      second += (x + 3) * (x + 3) / 20;
      rows.append(x).append(',').append(r % 3).append('\n');
    }
    Path input = Files.writeString(directory.resolve("rows.csv"), rows);
    Path conf =
        Files.writeString(
            directory.resolve("line.conf"),
            """
            input { path = "%s", format = csv }
            model { kind = joint, class = "%s", approximation = mean-field }
            """
                .formatted(input, Line.class.getName()));
    Path run = directory.resolve("run");
    CommandRun.train("" + conf, "" + run).done();

    String told = CommandRun.of("describe", "" + run).done().out();
    ObjectNode page =
        CommandRun.of(
                "evaluate",
                "" + run,
                "--input",
                "" + input,
                "--evidence",
                "--json",
                "--class",
                Line.class.getName())
            .json();

    assertTrue(told.contains("response: standard deviations by linear response"), told);
    // priors are flat, so the variance of a is that of least squares
    double exact = Math.sqrt(second / (second - first * first) / 20);
    JsonNode a = page.findValue("quantities").get(0);
    assertEquals("a", a.path("name").asText());
    // 4000 draws: three standard errors
    assertEquals(1, a.path("responseDeviation").asDouble() / exact, 3 / Math.sqrt(2 * 4000));
    assertEquals(1, a.path("deviation").asDouble() * Math.sqrt(20), 0.05);
  }
}
