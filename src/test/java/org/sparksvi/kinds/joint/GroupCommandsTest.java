package org.sparksvi.kinds.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.job.CommandRun;
import org.sparksvi.models.joint.Densities;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;
import org.sparksvi.spark.SharedSpark;

/** Commands on a model of groups: AR(1) of series whose levels are integrated out. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class GroupCommandsTest {
  private static final Path ROWS = Path.of("examples/own-model/data/series.csv");

  @TempDir static Path directory;
  private static Path conf;
  private static Path run; // trained once; nobody changes it

  /** As the example's. */
  public record Panel() implements LogJoint {
    @Override
    public Value rows(Scope s) {
      Value mean = s.real("mean", Densities.normal(0, 5));
      Value spread = s.positive("spread", Densities.halfNormal(2));
      Value level = s.local("level", Densities.normal(mean, spread));
      Value persistence = s.between("persistence", -1, 1, Densities.uniform(-1, 1));
      Value noise = s.positive("noise", Densities.halfNormal(1));
      Value expected = s.column("before").minus(level).times(persistence).plus(level);
      return s.observe("y", Densities.normal(expected, noise));
    }
  }

  @BeforeAll
  static void train() throws IOException {
    conf =
        Files.writeString(
            directory.resolve("panel.conf"),
            """
            input { path = "%s", format = csv, group-column = series }
            model { kind = joint, class = "%s" }
            inference.block-size = 50
            """
                .formatted(ROWS.toAbsolutePath(), Panel.class.getName()));
    run = directory.resolve("run");
    CommandRun.train("" + conf, "" + run).done();
  }

  private static CommandRun ask(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--class";
    all[arguments.length + 1] = Panel.class.getName();
    return CommandRun.of(all);
  }

  private static byte[] parameters(Path of) throws IOException {
    return Files.readAllBytes(of.resolve("model/parameters.safetensors"));
  }

  /** Nodes move to the posterior's mean between rounds, wherever these are computed. */
  @Test
  void jobsAndResumedTrainingsHaveTheSameBytes() throws IOException {
    Path jobs = directory.resolve("jobs");
    CommandRun.train("" + conf, "" + jobs, "run.execution=job").done();
    assertArrayEquals(parameters(run), parameters(jobs));

    Path stopped = directory.resolve("stopped");
    CommandRun.train("" + conf, "" + stopped, "inference.epochs=3").done();
    CommandRun.train("" + conf, "" + stopped).done();
    assertArrayEquals(parameters(run), parameters(stopped));
  }

  @Test
  void groupsAreScoredAndTold(SparkSession spark) throws IOException {
    assertTrue(
        ask("evaluate", "" + run, "--input", "" + ROWS, "--json")
                .json()
                .path("heldOutLogDensityPerRow")
                .asDouble()
            < 0);

    Path output = directory.resolve("told");
    ask("transform", "" + run, "--input", "" + ROWS, "--output", "" + output).done();
    Row first = spark.read().parquet("" + output).where("series = 0").first();
    assertEquals(240, spark.read().parquet("" + output).count());
    assertTrue(first.<Double>getAs("levelDeviation") > 0, first.toString());
  }

  @Test
  void aDayOfGroupsMovesTheModel() throws IOException {
    Path own = directory.resolve("days");
    CommandRun.train("" + conf, "" + own).done();
    List<String> lines = Files.readAllLines(ROWS);
    Path more = directory.resolve("more.csv");
    Files.write(more, lines.subList(0, 1 + lines.size() / 4));

    String said = ask("update", "" + own, "--input", "" + more).done().out();

    assertTrue(said.contains("drift of"), said);
    ask("evaluate", "" + own, "--input", "" + more).done();
    CommandRun.done("rollback", "" + own);
  }
}
