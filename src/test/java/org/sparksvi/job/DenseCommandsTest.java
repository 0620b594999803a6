package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.spark.SharedSpark;

/** Models over rows of numbers, from the command to its files. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class DenseCommandsTest {
  private static final String FAITHFUL = "datasets/faithful/faithful.csv";
  private static final String IRIS = "datasets/iris/iris.csv";
  private static final int ROWS = 272;
  private static final double LOG_LIKELIHOOD = -1130.264; // of mclust and scikit-learn
  private static final double SIXTH_DIGIT = 1e-3;

  @TempDir private Path directory;
  private Path run;

  @BeforeEach
  void nameRun() {
    run = directory.resolve("run");
  }

  private CommandRun train(String conf, String... overrides) {
    return CommandRun.train(conf, run.toString(), overrides).done();
  }

  private ObjectNode describe() {
    return CommandRun.of("describe", run.toString(), "--json").json();
  }

  private List<Row> transform(SparkSession spark, String input) {
    String output = directory.resolve("out").toString();
    CommandRun.done("transform", run.toString(), "--input", input, "--output", output);
    return spark.read().parquet(output).collectAsList();
  }

  @Test
  void faithfulHasTheMixtureThatOthersFind(SparkSession spark) {
    CommandRun trained = train("conf/mixture-faithful.conf");

    assertTrue(
        trained.err().contains("training a mixture of 2 components on 272 rows of 2 columns"),
        trained.err());
    assertTrue(trained.out().contains("converged"), trained.out());
    ObjectNode learnt = describe();
    assertEquals(LOG_LIKELIHOOD, learnt.path("elbo").asDouble(), SIXTH_DIGIT);
    assertEquals(2, learnt.path("componentsInUse").asInt());
    JsonNode large = learnt.path("components").path(0);
    JsonNode small = learnt.path("components").path(1);
    assertEquals(0.6441, large.path("weight").asDouble(), 1e-4);
    assertEquals(0.3559, small.path("weight").asDouble(), 1e-4);
    assertEquals(4.289662, large.path("means").path(0).asDouble(), 1e-5);
    assertEquals(79.968115, large.path("means").path(1).asDouble(), 1e-4);
    assertEquals(2.036388, small.path("means").path(0).asDouble(), 1e-5);
    assertEquals(54.478516, small.path("means").path(1).asDouble(), 1e-4);

    CommandRun scored = CommandRun.of("evaluate", run.toString(), "--input", FAITHFUL, "--json");
    double perRow = scored.json().path("heldOutLogDensityPerRow").asDouble();
    assertEquals(LOG_LIKELIHOOD / ROWS, perRow, SIXTH_DIGIT / ROWS);
    // mclust (VVV, 2) and scikit-learn 1.9.1; twice the likelihood's tolerance
    assertEquals(2322.192, scored.json().path("bic").asDouble(), 2 * SIXTH_DIGIT);
    // scikit-learn 1.9.1, of standardised columns; no row is near the border
    assertEquals(0.74600248966, learnt.path("silhouette").asDouble(), 1e-9);

    List<Row> rows = transform(spark, FAITHFUL);
    double sum = 0;
    for (Row row : rows) {
      Vector shares = row.getAs("responsibilities");
      assertEquals(1, shares.apply(0) + shares.apply(1), 1e-12);
      assertEquals(shares.argmax(), row.<Integer>getAs("component"));
      sum += row.<Double>getAs("logDensity");
    }
    assertEquals(LOG_LIKELIHOOD, sum, SIXTH_DIGIT);
    assertEquals(3.6, rows.get(0).<Double>getAs("eruptions"));
  }

  @Test
  void theBestOfSeveralStartsIsKept() {
    train(
        "conf/mixture-faithful.conf",
        "input.path=datasets/iris/iris.csv",
        "input.columns=[\"*\"]",
        "model.components=3",
        "model.restarts=10",
        "inference.tolerance=1e-7");

    assertEquals(-180.186, describe().path("elbo").asDouble(), 0.01); // of mclust
    CommandRun scored =
        CommandRun.of("evaluate", run.toString(), "--input", IRIS, "--labels", "species", "--json");
    // scikit-learn 1.9.1 at the same likelihood: 5 of 150 flowers in another species' component
    assertEquals(0.9038742317748124, scored.json().path("adjustedRand").asDouble(), 1e-9);
    assertEquals(150, scored.json().path("rowsLabelled").asInt());
    assertEquals(580.839, scored.json().path("bic").asDouble(), 0.02); // of mclust
    CommandRun.of("evaluate", run.toString(), "--input", IRIS, "--labels", "kind")
        .assertRefused(
            ExitCode.INPUT,
            "--labels must be one of the columns sepal_length, sepal_width, petal_length,"
                + " petal_width, species, but is kind");
  }

  @Test
  void hiddenValuesAreImputed() {
    train(
        "conf/factor-digits.conf",
        "input.path=" + FAITHFUL,
        "input.columns=[eruptions, waiting]",
        "input.scale=1",
        "model.estimator=ml",
        "model.latent=1");

    ObjectNode some = evaluate("--masked", "0.2");
    ObjectNode other = evaluate("--masked", "0.2", "--seed", "2");

    double error = some.path("imputationError").asDouble();
    assertTrue(error < some.path("imputationErrorOfMeans").asDouble(), some.toString());
    assertTrue(error != other.path("imputationError").asDouble(), "other values are hidden");
    double density = some.path("heldOutLogDensityPerRow").asDouble();
    double bic = 5 * Math.log(ROWS) - 2 * ROWS * density; // means and covariances of two columns
    assertEquals(bic, some.path("bic").asDouble(), 1e-9 * bic, "of all values");
    assertEquals(some.path("bic"), other.path("bic"));
    CommandRun.of("evaluate", run.toString(), "--input", FAITHFUL, "--masked", "1")
        .assertRefused(ExitCode.CONFIGURATION, "--masked must be a number in (0, 1), but was 1.0");
  }

  private ObjectNode evaluate(String... options) {
    List<String> all = new ArrayList<>(List.of("evaluate", run.toString(), "--input", FAITHFUL));
    all.addAll(List.of(options));
    all.add("--json");
    return CommandRun.of(all.toArray(String[]::new)).json();
  }

  @Test
  void aMixtureOverTwoColumnsIsDrawn() throws IOException {
    train("conf/mixture-faithful.conf", "inference.epochs=2");
    Path picture = directory.resolve("picture.svg");

    CommandRun told = CommandRun.of("describe", run.toString(), "--picture", picture.toString());

    assertEquals(ExitCode.DONE, told.code(), told.err());
    assertTrue(told.out().contains("2 of 2 components are in use"), told.out());
    assertTrue(told.out().contains("eruptions"), told.out());
    String svg = Files.readString(picture);
    assertEquals(ROWS + 2, svg.split("<circle", -1).length - 1);
    assertEquals(svg, Files.readString(run.resolve("picture.svg")));
  }

  @Test
  void componentsThatAreNotNeededEmptyOut() {
    train(
        "conf/mixture-faithful.conf",
        "model.estimator=bayes",
        "model.weights=dirichlet-process",
        "model.components=10",
        "inference.epochs=300");

    ObjectNode learnt = describe();

    assertEquals(10, learnt.path("components").size());
    int used = learnt.path("componentsInUse").asInt();
    assertTrue(used >= 2 && used <= 5, "in use: " + used);
  }

  @Test
  void minibatchesComeCloseToAllRows() {
    train(
        "conf/mixture-faithful.conf",
        "model.estimator=map",
        "inference.batch-size=64",
        "inference.rule=robbins-monro",
        "inference.rate.delay=1",
        "inference.tolerance=0",
        "inference.epochs=30",
        "input.held-out=0.2");

    double heldOut = describe().path("heldOut").asDouble();

    // a density a row like that of all rows, -4.155, but for the chance of 50 rows
    assertTrue(heldOut > -4.6 && heldOut < -3.8, "" + heldOut);
  }

  @Test
  void aRowOfWeightTwoIsTwoRows() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(FAITHFUL));
    List<String> weighted = new ArrayList<>(List.of("eruptions,waiting,w"));
    List<String> twice = new ArrayList<>(List.of("eruptions,waiting"));
    for (int i = 1; i < lines.size(); i++) {
      weighted.add(lines.get(i) + "," + (i % 3 == 0 ? 2 : 1));
      twice.add(lines.get(i));
      if (i % 3 == 0) {
        twice.add(lines.get(i));
      }
    }
    Path weights = Files.write(directory.resolve("weights.csv"), weighted);
    Path rows = Files.write(directory.resolve("rows.csv"), twice);

    train("conf/mixture-faithful.conf", "input.path=" + weights, "input.weight-column=w");
    double byWeight = describe().path("elbo").asDouble();
    CommandRun scored =
        CommandRun.of("evaluate", run.toString(), "--input", weights.toString(), "--json");
    run = directory.resolve("second");
    train("conf/mixture-faithful.conf", "input.path=" + rows);

    assertEquals(describe().path("elbo").asDouble(), byWeight, SIXTH_DIGIT);
    assertEquals(ROWS + ROWS / 3, scored.json().path("weightScored").asDouble());
  }

  /** Rows of two factors in five columns, of which one value in ten may be missing. */
  private Path factorRows(boolean missing) throws IOException {
    Random random = new Random(5);
    double[][] loadings = {{2, 0}, {1, 1}, {0, 2}, {-1, 1}, {1, -2}};
    StringBuilder csv = new StringBuilder("name,a,b,c,d,e\n");
    for (int r = 0; r < 200; r++) {
      double[] z = {random.nextGaussian(), random.nextGaussian()};
      csv.append("row").append(r);
      for (double[] w : loadings) {
        double x = 10 + w[0] * z[0] + w[1] * z[1] + 0.1 * random.nextGaussian();
        boolean gone = missing && random.nextInt(10) == 0;
        csv.append(',').append(gone ? "" : String.format(Locale.ROOT, "%.6f", x));
      }
      csv.append('\n');
    }
    return Files.writeString(directory.resolve("factors.csv"), csv);
  }

  @Test
  void missingValuesAreImputedFromFactors(SparkSession spark) throws IOException {
    Path rows = factorRows(true);
    train(
        "conf/factor-digits.conf",
        "input.path=" + rows,
        "input.columns=[\"*\"]",
        "input.held-out=0",
        "model.latent=2",
        "model.estimator=ml",
        "model.missing-values=true");

    ObjectNode learnt = describe();
    assertEquals(2, learnt.path("factorsInUse").asInt());
    assertEquals(10, learnt.path("mean").path(0).asDouble(), 0.5);
    assertEquals(0.01, learnt.path("noiseVariance").path(0).asDouble(), 0.004);
    List<Row> table = transform(spark, rows.toString());
    int gone = 0;
    for (Row row : table) {
      Vector imputed = row.getAs("imputed");
      for (int c = 0; c < 5; c++) {
        if (row.isNullAt(1 + c)) {
          gone++;
          assertTrue(Math.abs(imputed.apply(c) - 10) < 8, "" + imputed);
        } else {
          assertEquals(row.getDouble(1 + c), imputed.apply(c));
        }
      }
      assertEquals(2, row.<Vector>getAs("latentMean").size());
      assertEquals(4, row.<Vector>getAs("latentCovariance").size());
    }
    assertTrue(gone > 50, gone + " values are missing");
  }

  @Test
  void factorsThatAreNotNeededAreSwitchedOff() throws IOException {
    train(
        "conf/factor-digits.conf",
        "input.path=" + factorRows(false),
        "input.columns=[a,b,c,d,e]",
        "model.latent=4");

    assertEquals(2, describe().path("factorsInUse").asInt());
    CommandRun told = CommandRun.of("describe", run.toString());
    assertTrue(told.out().contains("2 of 4 factors are in use"), told.out());
    CommandRun drawn = CommandRun.of("describe", run.toString(), "--picture", directory + "/x.svg");
    assertEquals(ExitCode.CONFIGURATION, drawn.code(), drawn.err());
  }

  @Test
  void nothingIsLeftInTheRunDirectoryBesidesItsFiles() throws IOException {
    train("conf/mixture-faithful.conf", "inference.epochs=2");
    CommandRun.of("evaluate", run.toString(), "--input", FAITHFUL);

    try (Stream<Path> files = Files.list(run)) {
      assertEquals(
          List.of(
              ".lock-1.tmp", // the claim of the first owner; the next one is of epoch 2
              "blocks",
              "checkpoints",
              "log.txt",
              "model",
              "picture.svg",
              "report.html",
              "run.json",
              "trace.jsonl"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertFalse(Files.exists(run.resolve("model/vocabulary.txt")));
  }
}
