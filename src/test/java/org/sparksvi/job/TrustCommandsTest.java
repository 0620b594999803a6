package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/** What commands say of how good an answer is. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class TrustCommandsTest {
  @TempDir private Path directory;
  private Path run;
  private String conf;

  @BeforeEach
  void writeCorpus() throws IOException {
    Corpus.write(directory, 60);
    conf = Corpus.configuration(directory).toString();
    run = directory.resolve("run");
  }

  private CommandRun train(String... more) {
    return CommandRun.of(
        Stream.concat(Stream.of("train", conf), Stream.of(more)).toArray(String[]::new));
  }

  private ObjectNode record() throws IOException {
    return Json.read(Files.readString(run.resolve("run.json")), "run.json");
  }

  /** Topics have a posterior of their words that nobody compares: they are never called good. */
  @Test
  void theVerdictIsInTheRecordOnTheScreenAndInTheExitCode() throws IOException {
    CommandRun trained = train("--require", "good");

    assertEquals(ExitCode.NOT_GOOD, trained.code(), trained.err());
    var trust = record().path("verdict").path("trust");
    assertEquals("budget", trust.path("convergence").path("word").asText());
    assertEquals(9, record().path("exitCode").asInt());
    for (String finding : List.of("convergence", "approximation", "stability")) {
      var of = trust.path(finding);
      String line =
          "%s: %s; %s".formatted(finding, of.path("word").asText(), of.path("reason").asText());
      assertTrue(trained.out().contains(line), trained.out());
    }
    assertTrue(CommandRun.of("describe", run.toString()).out().contains("convergence: budget"));
    assertEquals(ExitCode.NOT_CONVERGED, train("--require", "plateau,usable").code());
    assertEquals(ExitCode.CONFIGURATION, train("--require", "perfect").code());
  }

  @Test
  void theReportIsWrittenByTheTrainingAndByItsCommand() throws IOException {
    train();
    Path report = run.resolve("report.html");
    String first = Files.readString(report);
    for (String part : List.of("convergence", "budget", "What was learnt", "held-out", "seed")) {
      assertTrue(first.contains(part), part);
    }
    Files.delete(report);

    CommandRun again = CommandRun.of("report", run.toString());

    assertEquals(ExitCode.DONE, again.code(), again.err());
    assertEquals("report: " + report + "\n", again.out());
    assertEquals(first, Files.readString(report));
    assertEquals(ExitCode.RUN_DIRECTORY, CommandRun.of("report", directory.toString()).code());
  }

  /** By the draws and the rows of the training, so by the numbers that evaluate finds anew. */
  @Test
  void describeHasMomentsByImportanceWeightsBesideItsOwn() throws IOException {
    CommandRun trained =
        CommandRun.of("train", "conf/regression-faithful.conf", "--run", run.toString());
    assertEquals(ExitCode.DONE, trained.code(), trained.err());

    String text = CommandRun.of("describe", run.toString()).out();
    var described =
        Json.read(CommandRun.of("describe", run.toString(), "--json").out(), "describe");
    var kept = described.path("trust").path("evidence").path("coefficients");
    var evaluated =
        CommandRun.of(
            "evaluate",
            run.toString(),
            "--input",
            "datasets/faithful/faithful.csv",
            "--evidence",
            "--json");
    var anew = Json.read(evaluated.out(), "evaluate").path("evidence").path("coefficients");

    assertTrue(text.contains("corrected: means and standard deviations by 1000"), text);
    assertEquals(2, kept.size(), described.toString());
    for (int j = 0; j < kept.size(); j++) {
      for (String key : List.of("mean", "correctedMean", "deviation", "correctedDeviation")) {
        double here = kept.get(j).path(key).asDouble();
        assertEquals(anew.get(j).path(key).asDouble(), here, 1e-5 * Math.abs(here), key);
        String shown = String.format(java.util.Locale.ROOT, "%.5g", here);
        assertTrue(text.contains(shown), text);
      }
    }
    assertTrue(Files.readString(run.resolve("report.html")).contains("corrected"));
  }

  @Test
  void runsAreComparedAndWatched() throws IOException {
    train();
    String other = directory.resolve("other").toString();
    train("--run", other, "-s", "model.topics=4");

    CommandRun compared = CommandRun.of("compare", run.toString(), other, "--json");

    assertEquals(ExitCode.DONE, compared.code(), compared.err());
    ObjectNode page = Json.read(compared.out(), "compare");
    assertEquals(2, page.path("model.topics").size());
    assertEquals("4", page.path("model.topics").get(1).asText());
    assertTrue(page.path("model.alpha").isMissingNode(), "the same in both");
    assertEquals(page.path("data").get(0), page.path("data").get(1));
    String text = CommandRun.of("compare", run.toString(), other).out();
    assertTrue(text.contains("model.topics"), text);
    assertEquals(ExitCode.CONFIGURATION, CommandRun.of("compare", run.toString()).code());

    CommandRun watched = CommandRun.of("watch", run.toString());

    assertEquals(ExitCode.DONE, watched.code(), watched.err());
    List<String> lines = watched.out().lines().toList();
    assertTrue(lines.get(0).startsWith("round 1, epoch 1, ELBO/token -"), lines.get(0));
    assertTrue(lines.get(lines.size() - 1).startsWith("state: done; limit reached: "));
  }
}
