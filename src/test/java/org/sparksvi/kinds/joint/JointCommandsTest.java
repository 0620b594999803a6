package org.sparksvi.kinds.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.format.Json;
import org.sparksvi.job.CommandRun;
import org.sparksvi.job.ExitCode;
import org.sparksvi.models.joint.Densities;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;
import org.sparksvi.spark.SharedSpark;

/** Every command on a model that a user wrote: eight schools (Rubin, 1981). */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class JointCommandsTest {
  private static final String ROWS =
      """
      school,y,sigma
      0,28,15
      1,8,10
      2,-3,16
      3,7,11
      4,-1,9
      5,1,11
      6,18,10
      7,12,18
      """;

  @TempDir static Path directory;
  private static Path rows;
  private static Path run; // trained once; nobody changes it
  private static String trained;

  static Path conf(String name, String more) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".conf"),
        """
        input { path = "%s", format = csv }
        model { kind = joint, class = %s, settings { schools = 8 } }
        %s
        """
            .formatted(rows, Schools.class.getName(), more));
  }

  @BeforeAll
  static void train() throws IOException {
    rows = Files.writeString(directory.resolve("schools.csv"), ROWS);
    run = directory.resolve("run");
    trained = CommandRun.train("" + conf("schools", ""), "" + run).done().out();
  }

  private static String[] with(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--class";
    all[arguments.length + 1] = Schools.class.getName();
    return all;
  }

  private static CommandRun ask(String... arguments) {
    return CommandRun.of(with(arguments));
  }

  /** By quadrature, effects integrated out: mu 4.397 (3.318), tau 3.598 (3.220). */
  @Test
  void trainingSearchesUntilNothingIsLeftAndDescribesWithoutTheClass() throws IOException {
    assertTrue(trained.contains("convergence: converged; after"), trained);
    assertTrue(trained.contains("nats are left to gain"), trained);

    ObjectNode page = CommandRun.of("describe", "" + run, "--json").json();

    assertEquals(Schools.class.getName(), page.path("class").asText());
    assertEquals(10, page.path("size").asInt());
    JsonNode mu = quantity(page, "mu");
    assertEquals(4.397, mu.path("mean").asDouble(), 0.1 * 3.318);
    assertEquals(3.318, mu.path("deviation").asDouble(), 0.1 * 3.318);
    assertTrue(quantity(page, "theta[8]").path("mean").isNumber());
    assertTrue(CommandRun.of("describe", "" + run).done().out().contains("theta[1]"));
  }

  private static JsonNode quantity(ObjectNode page, String name) {
    for (JsonNode one : page.path("quantities")) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name + " in " + page);
  }

  @Test
  void aRunDirectoryNamesNoCodeToRun() {
    String refused =
        "the class of the model must be given, since no run directory names code to run: --class "
            + Schools.class.getName();
    String output = "" + directory.resolve("nothing");
    CommandRun.of("evaluate", "" + run, "--input", "" + rows)
        .assertRefused(ExitCode.CONFIGURATION, refused);
    CommandRun.of("transform", "" + run, "--input", "" + rows, "--output", output)
        .assertRefused(ExitCode.CONFIGURATION, refused);
    CommandRun.of("sample", "" + run, "--output", output)
        .assertRefused(ExitCode.CONFIGURATION, refused);
    CommandRun.of("evaluate", "" + run, "--input", "" + rows, "--class", "java.lang.String")
        .assertRefused(ExitCode.CONFIGURATION, "must implement");
    CommandRun.of(
            "evaluate",
            "" + run,
            "--input",
            "" + rows,
            "--any-jar",
            "--class",
            Other.class.getName())
        .assertRefused(
            ExitCode.CONFIGURATION,
            "model.class must be that of the run, " + Schools.class.getName());
  }

  /** Another class. */
  public record Other(int schools) implements LogJoint {
    @Override
    public Value rows(Scope s) {
      throw new IllegalStateException("never asked");
    }
  }

  @Test
  void rowsAreTransformedWithAndWithoutWhatIsPredicted(SparkSession spark) throws IOException {
    Path output = directory.resolve("transformed");
    ask("transform", "" + run, "--input", "" + rows, "--output", "" + output).done();
    Path unseen = Files.writeString(directory.resolve("unseen.csv"), "school,sigma\n0,15\n7,18\n");
    Path predicted = directory.resolve("predicted");
    ask("transform", "" + run, "--input", "" + unseen, "--output", "" + predicted).done();

    Row known = spark.read().parquet("" + output).where("school = 0").first();
    Row fresh = spark.read().parquet("" + predicted).where("school = 0").first();

    assertEquals(
        List.of("school", "y", "sigma", "expected", "deviation", "lower", "upper", "logDensity"),
        List.of(spark.read().parquet("" + output).columns()));
    assertEquals(known.<Double>getAs("expected"), fresh.<Double>getAs("expected"), 1e-9);
    assertTrue(fresh.isNullAt(fresh.fieldIndex("logDensity")));
    assertTrue(Double.isFinite(known.<Double>getAs("logDensity")));
    // of N(theta, 15²): at least the noise
    assertTrue(fresh.<Double>getAs("deviation") > 14, fresh.toString());
  }

  @Test
  void rowsAreScoredAndTheEvidenceIsTold() {
    ObjectNode page = ask("evaluate", "" + run, "--input", "" + rows, "--json").json();
    assertTrue(page.path("heldOutLogDensityPerRow").asDouble() < -3, page.toString());

    String evidence = ask("evaluate", "" + run, "--input", "" + rows, "--evidence").done().out();

    assertTrue(evidence.contains("tau"), evidence);
    assertTrue(evidence.contains("-31."), evidence); // by quadrature -31.311
  }

  @Test
  void parametersAndPredictionsAreDrawn(SparkSession spark) {
    Path parameters = directory.resolve("parameters");
    ask("sample", "" + run, "--output", "" + parameters, "--rows", "500").done();
    Dataset<Row> drawn =
        spark.read().option("header", true).option("inferSchema", true).csv("" + parameters);
    assertEquals(500, drawn.count());
    assertEquals("mu", drawn.columns()[0]);
    assertEquals(18, drawn.columns().length); // mu, tau, eight errors and eight effects
    double mean = drawn.selectExpr("avg(mu)").first().getDouble(0);
    assertEquals(4.4, mean, 4 * 3.3 / Math.sqrt(500) + 0.33);

    Path predictions = directory.resolve("predictions");
    ask("sample", "" + run, "--input", "" + rows, "--output", "" + predictions, "--rows", "40")
        .done();
    Dataset<Row> rowsWithDraws = spark.read().parquet("" + predictions);
    assertEquals(8, rowsWithDraws.count());
    assertEquals(40, rowsWithDraws.first().<Vector>getAs("draws").size());
  }

  @Test
  void aDayMakesYesterdaysPosteriorThePriorAndIsRolledBack() throws IOException {
    Path own = directory.resolve("days");
    Path conf = conf("days", "");
    CommandRun.train("" + conf, "" + own).done();
    byte[] before = Files.readAllBytes(own.resolve("model/parameters.safetensors"));
    Path more =
        Files.writeString(directory.resolve("more.csv"), "school,y,sigma\n0,10,5\n1,9,5\n2,8,5\n");
    double old =
        quantity(CommandRun.of("describe", "" + own, "--json").json(), "mu")
            .path("deviation")
            .asDouble();

    CommandRun.of("update", "" + own, "--input", "" + more)
        .assertRefused(ExitCode.CONFIGURATION, "the class of the model must be given");
    String said = ask("update", "" + own, "--input", "" + more).done().out();

    assertTrue(said.contains("drift of"), said);
    double now =
        quantity(CommandRun.of("describe", "" + own, "--json").json(), "mu")
            .path("deviation")
            .asDouble();
    assertTrue(now < old, now + " after " + old);
    CommandRun.done("rollback", "" + own);
    assertArrayEquals(before, Files.readAllBytes(own.resolve("model/parameters.safetensors")));
  }

  @Test
  void aRunIsBoundToItsJar() throws IOException {
    ObjectNode record = Json.read(Files.readString(run.resolve("run.json")), "run.json");
    String digest = record.path("configuration").path("model.class-sha256").asText();
    assertTrue(digest.matches("[0-9a-f]{64}"), digest);
    String another = "a".repeat(64);
    Path conf = conf("bound", "");

    CommandRun.train("" + conf, "" + directory.resolve("none"), "model.class-sha256=" + another)
        .assertRefused(
            ExitCode.CONFIGURATION,
            "model.class-sha256 must be that of the jar of model.class, %s; `any` takes whichever, but was \"%s\""
                .formatted(digest, another));
    Path loose = directory.resolve("loose");
    CommandRun.train("" + conf, "" + loose, "model.class-sha256=any").done();
    CommandRun.train("" + conf, "" + loose)
        .assertRefused(ExitCode.RUN_DIRECTORY, "model.class-sha256");
    ask("evaluate", "" + loose, "--input", "" + rows).done();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throws | CONFIGURATION | failed on 1 rows: java.lang.IllegalStateException: nobody expected",
        "throws-on-executors | CONFIGURATION | failed on 8 rows: java.lang.IllegalStateException: not on 8",
        "nan | NUMERICAL | by the row \"",
        "shape | CONFIGURATION | a log joint must return a number a row, 8 x 1, but returned",
        "null | CONFIGURATION | failed on 1 rows: java.lang.NullPointerException",
        "state | CONFIGURATION | must declare the same parameters every time",
      })
  void aClassThatIsWrongEndsTheCommandWithALine(String how, ExitCode code, String message)
      throws IOException {
    Path conf =
        Files.writeString(
            directory.resolve(how + ".conf"),
            """
            input { path = "%s", format = csv }
            model { kind = joint, class = %s, settings { how = %s } }
            """
                .formatted(rows, Failing.class.getName(), how));
    CommandRun failed = CommandRun.train("" + conf, "" + directory.resolve("run-" + how));
    failed.assertRefused(code, message);
  }

  @Test
  void anIndexOutOfRangeIsARowThatIsRefused() throws IOException {
    CommandRun.train(
            "" + conf("few", ""), "" + directory.resolve("few"), "model.settings.schools=7")
        .assertRefused(
            ExitCode.INPUT, "column 'school' must hold whole numbers from 0 to 6, but is 7.0");
  }

  /** Of rows whose density cannot be drawn from, and with a quantity that is infinite. */
  public record Unbounded() implements LogJoint {
    @Override
    public Value rows(Scope s) {
      Value mu = s.real("mu", Densities.normal(0, 5));
      s.keep("infinite", mu.times(0).log());
      return s.observe("y", x -> x.minus(mu).square().times(-0.5));
    }
  }

  @Test
  void whatIsInfiniteOrCannotBeDrawnIsLeftOut(SparkSession spark) throws IOException {
    Path conf =
        Files.writeString(
            directory.resolve("unbounded.conf"),
            """
            input { path = "%s", format = csv }
            model { kind = joint, class = "%s" }
            """
                .formatted(rows, Unbounded.class.getName()));
    Path own = directory.resolve("unbounded");
    CommandRun.train("" + conf, "" + own).done();

    ObjectNode page = CommandRun.of("describe", "" + own, "--json").json();
    assertTrue(quantity(page, "infinite").path("mean").isNull(), page.toString());
    // the sum of y is 70, of precision 8, and the prior's is 0.04
    assertEquals(70 / 8.04, quantity(page, "mu").path("mean").asDouble(), 0.05);
    assertTrue(CommandRun.of("describe", "" + own).done().out().contains("null"));
    Path output = directory.resolve("densities");
    CommandRun.of(
            "transform",
            "" + own,
            "--input",
            "" + rows,
            "--output",
            "" + output,
            "--class",
            Unbounded.class.getName())
        .done();
    assertEquals(
        List.of("school", "y", "sigma", "logDensity"),
        List.of(spark.read().parquet("" + output).columns()));
  }
}
