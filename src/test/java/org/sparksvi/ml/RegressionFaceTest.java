package org.sparksvi.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.job.CommandRun;
import org.sparksvi.spark.SharedSpark;

/** Regressions among Spark's own predictors and evaluators. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
@TestInstance(Lifecycle.PER_CLASS)
class RegressionFaceTest {
  /** Of double arithmetic in another order. */
  private static final double ROUNDING = 1e-9;

  private Dataset<Row> numbers;
  private Dataset<Row> classes;
  private Dataset<Row> counts;

  @BeforeAll
  void makeRows(SparkSession spark) {
    numbers = rows(spark, "BayesianLinearRegression");
    classes = rows(spark, "BayesianLogisticRegression");
    counts = rows(spark, "BayesianGLM");
  }

  private static Dataset<Row> rows(SparkSession spark, String name) {
    return FaceCase.all()
        .filter(face -> face.name().equals(name))
        .findFirst()
        .orElseThrow()
        .rows(spark)
        .cache();
  }

  /** With a prior that is flat beside 63 rows, the posterior mean is the least squares fit. */
  @Test
  void aFlatPriorGivesMllibsLeastSquares() {
    LinearRegressionModel expected = new LinearRegression().setSolver("normal").fit(numbers);
    BayesianLinearRegressionModel model =
        new BayesianLinearRegression()
            .setRegParam(1e-12)
            .with("priorInterceptScale", 1e6)
            .fit(numbers);

    double flat = 1e-9; // the prior's precision against that of 63 rows, and rounding
    assertArrayEquals(expected.coefficients().toArray(), model.coefficients().toArray(), flat);
    assertEquals(6, model.numFeatures());
    assertEquals(7, model.coefficientsDF().count());
    assertEquals(expected.intercept(), model.intercept(), flat);
    RegressionModel<Vector, ?> spark = model;
    for (Row row : model.transform(numbers).collectAsList()) {
      double said = row.getAs("prediction");
      assertEquals(said, spark.predict(row.getAs("features")));
    }
    double best = new RegressionEvaluator().evaluate(expected.transform(numbers));
    double ours = new RegressionEvaluator().evaluate(model.transform(numbers));
    assertEquals(best, ours, flat * best);
  }

  @Test
  void classesComeWithProbabilitiesAndLogits() {
    BayesianLogisticRegressionModel model = new BayesianLogisticRegression().fit(classes);
    ProbabilisticClassificationModel<Vector, ?> spark = model;

    List<Row> rows = model.transform(classes).collectAsList();

    for (Row row : rows) {
      Vector features = row.getAs("features");
      double one = model.trained().scorer().score(features.toArray()).number("expected");
      Vector probability = row.getAs("probability");
      Vector raw = row.getAs("rawPrediction");
      assertEquals(one, probability.apply(1), ROUNDING); // the scorer adds dense rows
      assertEquals(1, probability.apply(0) + probability.apply(1), ROUNDING);
      assertEquals(one, 1 / (1 + Math.exp(-raw.apply(1))), ROUNDING);
      assertEquals(-raw.apply(0), raw.apply(1));
      assertEquals(one > 0.5 ? 1.0 : 0.0, row.<Double>getAs("prediction"));
      assertEquals(row.<Double>getAs("prediction"), spark.predict(features));
      assertEquals(probability, spark.predictProbability(features));
      assertEquals(raw, spark.predictRaw(features));
    }
    assertEquals(2, spark.numClasses());
    Dataset<Row> strict = model.copy(ParamMap.empty()).setThreshold(1).transform(classes);
    assertEquals(rows.size(), strict.filter("prediction = 0").count());
    double[] halves =
        model.copy(ParamMap.empty()).setThresholds(new double[] {3, 1}).getThresholds();
    assertArrayEquals(new double[] {0.75, 0.25}, halves, ROUNDING);
  }

  /** The area under the curve is the share of pairs in order (Mann and Whitney, 1947). */
  @Test
  void sparksEvaluatorsJudge() {
    BayesianLogisticRegressionModel model = new BayesianLogisticRegression().fit(classes);
    Dataset<Row> said = model.transform(classes);
    List<Row> rows = said.collectAsList();
    double inOrder = 0;
    double pairs = 0;
    double right = 0;
    for (Row one : rows) {
      right += one.<Double>getAs("prediction").intValue() == one.<Integer>getAs("label") ? 1 : 0;
      for (Row zero : rows) {
        if (one.<Integer>getAs("label") == 1 && zero.<Integer>getAs("label") == 0) {
          pairs++;
          inOrder += compared(one, zero);
        }
      }
    }

    double area = new BinaryClassificationEvaluator().setNumBins(0).evaluate(said);
    double accuracy =
        new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(said);

    assertEquals(inOrder / pairs, area, ROUNDING);
    assertEquals(right / rows.size(), accuracy, ROUNDING);
    assertEquals(
        accuracy,
        new OneVsRest()
                .setClassifier(new BayesianLogisticRegression())
                .fit(classes)
                .transform(classes)
                .filter("prediction = label")
                .count()
            / (double) rows.size(),
        ROUNDING);
  }

  private static double compared(Row one, Row zero) {
    double difference =
        one.<Vector>getAs("rawPrediction").apply(1) - zero.<Vector>getAs("rawPrediction").apply(1);
    return difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
  }

  /** The same draws of the same posterior, with the same seed. */
  @Test
  void drawsAreThoseOfTheCommand(@TempDir Path directory) throws IOException {
    String run = directory.resolve("run").toString();
    BayesianLinearRegressionModel model =
        new BayesianLinearRegression().with("runDirectory", run).fit(numbers);
    Path drawn = directory.resolve("drawn.csv");
    CommandRun.done("sample", run, "--output", drawn.toString(), "--rows", "5", "--seed", "3");

    List<String> expected =
        model.drawsDF(5, 3).collectAsList().stream()
            .map(row -> row.mkString(","))
            .sorted()
            .toList();

    try (Stream<Path> files = Files.walk(drawn)) {
      List<String> lines =
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().endsWith(".csv"))
              .flatMap(RegressionFaceTest::lines)
              .filter(line -> !line.contains("intercept"))
              .sorted()
              .toList();
      assertEquals(expected, lines);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theStrengthOfThePriorIsChosenByRowsThatWereNotSeen() {
    BayesianLinearRegression estimator = new BayesianLinearRegression();
    CrossValidatorModel best =
        new CrossValidator()
            .setEstimator(estimator)
            .setEstimatorParamMaps(
                new ParamGridBuilder()
                    .addGrid(
                        (org.apache.spark.ml.param.DoubleParam)
                            (Object) estimator.getParam("regParam"),
                        new double[] {1e-4, 1e8})
                    .build())
            .setEvaluator(new RegressionEvaluator())
            .setNumFolds(2)
            .setSeed(1)
            .fit(numbers);

    assertTrue(best.avgMetrics()[0] < best.avgMetrics()[1]); // the second has no coefficients left
    assertEquals(1e-4, best.bestModel().getOrDefault(best.bestModel().getParam("regParam")));
  }

  /** With a log link an offset s multiplies the expected count by eˢ. */
  @Test
  void offsetsShiftThePredictor() {
    BayesianGLMModel model =
        new BayesianGLM().setFamily("poisson").setOffsetCol("shift").fit(counts);
    for (Row row : model.transform(counts).collectAsList()) {
      double alone = model.predict(row.getAs("features"));
      double shifted = alone * Math.exp(row.<Double>getAs("shift"));
      assertEquals(shifted, row.<Double>getAs("prediction"), ROUNDING * shifted);
    }
  }

  @Test
  void responsesHaveDensitiesAndRowsWithoutThemPredictions() {
    BayesianLinearRegressionModel model =
        new BayesianLinearRegression()
            .with("logDensityCol", "density")
            .with("scoreCol", "score")
            .fit(numbers);
    for (Row row : model.transform(numbers).collectAsList()) {
      double score = row.<Row>getAs("score").getDouble(0);
      assertEquals(score, row.<Double>getAs("density"), ROUNDING * Math.abs(score));
    }
    Dataset<Row> alone = model.transform(numbers.drop("label"));
    assertEquals(numbers.count(), alone.filter("density is null").count());
    assertEquals(0, alone.filter("prediction is null").count());
  }

  @Test
  void whatIsNotAcceptableIsRefused() {
    assertRefused("'label' (labelCol)", () -> new BayesianGLM().fit(numbers.drop("label")));
    assertRefused(
        "must be a number",
        () ->
            new BayesianGLM().fit(numbers.withColumn("label", functions.col("id").cast("string"))));
    assertRefused("regParam must be positive", () -> linear().setRegParam(0).fit(numbers));
    assertRefused(
        "one Param only", () -> linear().setRegParam(1).with("priorScale", 2.0).fit(numbers));
    assertRefused("response 'label' must be", () -> new BayesianLogisticRegression().fit(numbers));
    assertRefused("family", () -> new BayesianGLM().setFamily("cauchy"));
  }

  private static BayesianLinearRegression linear() {
    return new BayesianLinearRegression();
  }

  private static void assertRefused(
      String message, org.junit.jupiter.api.function.Executable action) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, action);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
