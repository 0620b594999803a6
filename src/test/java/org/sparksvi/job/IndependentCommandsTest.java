package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/** What is said of posteriors without covariances. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class IndependentCommandsTest {
  @TempDir private Path directory;

  private String rows(String name, int count) throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int r = 0; r < count; r++) {
      text.append("%.3f,%d%n".formatted(Math.sin(r), r % 3 == 0 ? 1 : 0));
    }
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static String done(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertEquals(ExitCode.DONE, run.code(), run.err());
    return run.out();
  }

  @Test
  void rowsOfEarlierDaysCountAndNothingIsSaidOfCovariances() throws IOException {
    String conf = Files.writeString(directory.resolve("a.conf"), "input.format = csv").toString();
    String run = directory.resolve("run").toString();
    String[] settings = {
      "input.path=" + rows("one.csv", 60),
      "input.response-column=y",
      "model.kind=regression",
      "model.likelihood=logistic",
      "model.covariance=diagonal"
    };
    String[] training = new String[4 + 2 * settings.length];
    System.arraycopy(new String[] {"train", conf, "--run", run}, 0, training, 0, 4);
    for (int i = 0; i < settings.length; i++) {
      training[4 + 2 * i] = "-s";
      training[5 + 2 * i] = settings[i];
    }
    done(training);
    String told = done("describe", run);
    assertTrue(told.contains("; no evidence, as model.covariance is diagonal"), told);

    done("update", run, "--input", rows("two.csv", 40), "--forgetting", "0.5");

    JsonNode page = Json.read(done("describe", run, "--json"), "describe");
    assertEquals(0.5 * 60 + 40, page.findValue("rows").doubleValue());
    assertFalse(page.has("evidence"));
    assertEquals(2, page.get("coefficients").size());
    page.get("coefficients").forEach(each -> assertFalse(each.has("inflation"), each::toString));
  }
}
