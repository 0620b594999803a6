package org.sparksvi.ml;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.job.CommandRun;
import org.sparksvi.kind.Trained;
import org.sparksvi.models.joint.Densities;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;
import org.sparksvi.spark.SharedSpark;

/** Pairs whose rows are columns by their names: mixed models and models of your own. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class NamedFacesTest {
  @TempDir private Path directory;

  /**
   * A pair, and what says the same to the commands.
   *
   * @param keys of a configuration
   * @param code options that bring the class, where there is one
   */
  record Case(String name, String keys, List<String> code, Supplier<SviEstimator<?, ?>> estimator) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Groups with a level of their own. */
  public record Levels(double scale) implements LogJoint {
    @Override
    public Value rows(Scope s) {
      Value mean = s.real("mean", Densities.normal(0, scale));
      Value spread = s.positive("spread", Densities.halfNormal(2));
      Value slope = s.real("slope", Densities.normal(0, scale));
      Value level = s.local("level", Densities.normal(mean, spread));
      Value noise = s.positive("noise", Densities.halfNormal(1));
      return s.observe("y", Densities.normal(level.plus(slope.times(s.column("x"))), noise));
    }
  }

  static Stream<Case> cases() {
    String levels = Levels.class.getName();
    return Stream.of(
        new Case(
            "columns",
            """
            input { response-column = y, group-column = g, columns = [x], weight-column = w }
            model { kind = mixed, random = ["(1 + x | g)"] }
            """,
            List.of(),
            () ->
                new BayesianGLMM()
                    .setRandom("(1 + x | g)")
                    .setGroupCol("g")
                    .setWeightCol("w")
                    .with("labelCol", "y")
                    .with("inputCols", new String[] {"x"})),
        new Case(
            "formula",
            """
            input { group-column = g, categories = [kind] }
            model { kind = mixed, likelihood = poisson, formula = "n ~ x * kind + (1 | g)" }
            """,
            List.of(),
            () ->
                new BayesianGLMM()
                    .setFamily("poisson")
                    .setFormula("n ~ x * kind + (1 | g)")
                    .setGroupCol("g")
                    .with("categoricalCols", new String[] {"kind"})),
        new Case(
            "class",
            """
            input { group-column = g, columns = [x, y] }
            model { kind = joint, class = "%s", settings.scale = 4 }
            """
                .formatted(levels),
            List.of("--class", levels),
            () ->
                new JointPosterior()
                    .setModelClass(levels)
                    .setModelSettings("scale=4")
                    .setGroupCol("g")
                    .with("inputCols", new String[] {"x", "y"})));
  }

  private static Dataset<Row> rows(SparkSession spark) {
    return spark
        .range(120)
        .selectExpr(
            "id",
            "cast(id % 12 as int) as g",
            "sin(id) as x",
            "1 + id % 2 as w",
            "2 * sin(id) + cos(7 * (id % 12)) + 0.3 * cos(id * id) as y",
            "cast(abs(3 * sin(id) + cos(3 * id)) as int) as n",
            "case when id % 3 = 0 then 'a' else 'b' end as kind");
  }

  private Path written(Dataset<Row> rows, String name) {
    Path path = directory.resolve(name);
    rows.write().parquet(path.toString());
    return path;
  }

  private static CommandRun ask(Case face, String... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of(arguments), face.code().stream()).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fitUpdateAndTransformAreTheCommands(Case face, SparkSession spark) throws IOException {
    Dataset<Row> rows = rows(spark);
    Path parquet = written(rows, "rows.parquet");
    Path run = directory.resolve("run");
    Path conf =
        Files.writeString(
            directory.resolve("job.conf"),
            face.keys() + "input { format = parquet, path = \"%s\" }\n".formatted(parquet));
    CommandRun.train("" + conf, "" + run).done();
    Trained<?, ?, ?> expected = Trained.load(run.resolve("model"));

    for (String storage : List.of("memory", "disk")) {
      SviModel<?> model = face.estimator().get().with("storage", storage).fit(rows);
      FaceLawsTest.assertSame(expected, model.trained(), storage);
    }

    SviModel<?> model = face.estimator().get().fit(rows);
    Path told = directory.resolve("told");
    ask(face, "transform", "" + run, "--input", "" + parquet, "--output", "" + told).done();
    Dataset<Row> by = model.with("logDensityCol", "density").transform(rows);
    assertEquals(model.transformSchema(rows.schema()).simpleString(), by.schema().simpleString());
    assertEquals(
        spark.read().parquet("" + told).orderBy("id").select("logDensity").collectAsList(),
        by.orderBy("id").select("density").collectAsList());
    assertEquals(face.code().isEmpty(), List.of(by.columns()).contains("prediction"));

    SviModel<?> loaded = loaded(face, run.toString()); // which knows its columns
    assertEquals(
        by.orderBy("id").collectAsList(),
        loaded.with("logDensityCol", "density").transform(rows).orderBy("id").collectAsList());

    Path more = written(rows.filter("g < 4"), "more.parquet");
    SviModel<?> before = loaded(face, run.toString());
    ask(face, "update", "" + run, "--input", "" + more).done();
    Trained<?, ?, ?> updated = Trained.load(FaceLawsTest.published(run));
    FaceLawsTest.assertSame(
        updated, model.update(spark.read().parquet("" + more)).trained(), "update");
    FaceLawsTest.assertSame(
        updated,
        before.update(spark.read().parquet("" + more)).trained(),
        "update of a run that was loaded");
  }

  private static SviModel<?> loaded(Case face, String path) {
    return face.code().isEmpty()
        ? BayesianGLMMModel.load(path)
        : JointPosteriorModel.load(path).setModelClass(face.code().get(1));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsSavedIsLoadedWithoutAClass(Case face, SparkSession spark) throws IOException {
    SviEstimator<?, ?> estimator = face.estimator().get();
    SviModel<?> model = estimator.with("maxIter", 3).fit(rows(spark));
    estimator.write().save(directory + "/estimator");
    model.write().save(directory + "/model");

    boolean coded = !face.code().isEmpty();
    SviModel<?> loaded =
        coded
            ? JointPosteriorModel.load(directory + "/model")
            : BayesianGLMMModel.load(directory + "/model");
    if (coded) {
      JointPosterior again = JointPosterior.load(directory + "/estimator");
      assertFalse(again.isSet(again.getParam("modelClass")), "no file names code to run");
      assertFalse(loaded.isSet(loaded.getParam("modelClass")), "no file names code to run");
      assertRefused("modelClass must be set", () -> again.fit(rows(spark)));
      assertRefused("setModelClass", () -> loaded.transform(rows(spark)));
      ((JointPosteriorModel) loaded).setModelClass(face.code().get(1));
    }
    FaceLawsTest.assertSame(model.trained(), loaded.trained(), face.name());
    assertEquals(
        model.transform(rows(spark)).orderBy("id").collectAsList(),
        loaded.transform(rows(spark)).orderBy("id").collectAsList());
  }

  private static void assertRefused(String message, org.junit.jupiter.api.function.Executable act) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, act);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void effectsOfGroupsAndWhatIsLearntAreTables(SparkSession spark) {
    BayesianGLMMModel model =
        new BayesianGLMM()
            .setFormula("y ~ x + (1 | g)")
            .setGroupCol("g")
            .fit(rows(spark))
            .with("effectsCol", "u");

    assertEquals(12, model.groups());
    assertEquals(2, model.coefficientsDF().count());
    assertEquals(1, model.effectDeviationsDF().count());
    List<Row> told = model.transform(rows(spark)).filter("id < 24").orderBy("id").collectAsList();
    for (int g = 0; g < 12; g++) { // a row of the same group is told the same
      Vector one = told.get(g).getAs("u");
      assertEquals(1, one.size());
      assertArrayEquals(one.toArray(), told.get(g + 12).<Vector>getAs("u").toArray());
    }
    assertEquals(5, model.drawsDF(5, 1).count());
  }

  @Test
  void theModelItselfMayBeGiven(SparkSession spark) throws IOException {
    JointPosteriorModel model =
        new JointPosterior()
            .setModel(new Levels(4))
            .setGroupCol("g")
            .setLocals(true)
            .with("inputCols", new String[] {"x", "y"})
            .fit(rows(spark));

    Dataset<Row> told = model.transform(rows(spark));
    assertEquals(
        model.transformSchema(rows(spark).schema()).simpleString(), told.schema().simpleString());
    assertEquals(12, told.select("g", "level").distinct().count());
    assertRefused(
        "deviationCol: must be empty, as the model says no 'deviation'",
        () -> model.copy(ParamMap.empty()).with("deviationCol", "sd").transform(rows(spark)));
    assertEquals(4, model.quantitiesDF().count());
    assertTrue(model.summary().totalIterations() > 0);
    model.write().save(directory + "/model");
    JointPosteriorModel again =
        JointPosteriorModel.load(directory + "/model").setModel(new Levels(4));
    assertEquals(
        told.orderBy("id").collectAsList(),
        again.transform(rows(spark)).orderBy("id").collectAsList());
    assertRefused(
        "but both are",
        () ->
            new JointPosterior()
                .setModel(new Levels(4))
                .setModelClass(Levels.class.getName())
                .fit(rows(spark)));
    assertRefused(
        "on the class path",
        () ->
            JointPosteriorModel.load(directory + "/model")
                .setModelClass("org.nowhere.Nothing")
                .transform(rows(spark)));
  }

  /** Names of the model's own columns are free for the user's. */
  @Test
  void rowsMayHaveColumnsThatTheModelSaysByOtherNames(SparkSession spark) {
    Dataset<Row> rows =
        rows(spark).withColumn("expected", col("x")).withColumn("deviation", col("x"));
    BayesianGLMM estimator =
        new BayesianGLMM()
            .setGroupCol("g")
            .setFormula("y ~ x + (1 | g)")
            .with("lowerCol", "lower")
            .with("maxIter", 3);
    BayesianGLMMModel first = estimator.fit(rows);
    BayesianGLMMModel second = first.copy(ParamMap.empty());
    second.with("predictionCol", "again").with("lowerCol", "less");

    Dataset<Row> both = second.transform(first.transform(rows));

    assertEquals(0, both.filter("again != prediction or less != lower").count());
    assertEquals(0, both.filter("expected != x or deviation != x").count());
  }

  @Test
  void rowsThatAreHeldOutAndColumnsThatAreNotThere(SparkSession spark) {
    Dataset<Row> rows = rows(spark);
    BayesianGLMM estimator = new BayesianGLMM().setFormula("y ~ x + (1 | g)").setGroupCol("g");
    BayesianGLMMModel model =
        estimator
            .copy(ParamMap.empty())
            .with("validationIndicatorCol", "held")
            .fit(rows.withColumn("held", col("g").geq(9)));
    assertEquals(9, model.groups());
    assertTrue(model.summary().heldOutHistory().length > 0);

    assertRefused("'g' (groupCol) must exist", () -> estimator.fit(rows.drop("g")));
    assertRefused("'z'", () -> estimator.setFormula("y ~ z + (1 | g)").fit(rows));
    assertRefused("modelClass must be set", () -> new JointPosterior().setGroupCol("g").fit(rows));
    assertRefused(
        "modelSettings must be texts such as groups=85",
        () ->
            new JointPosterior()
                .setModelClass(Levels.class.getName())
                .setModelSettings("scale")
                .fit(rows));
  }

  /** Successes of trials are the rows of single trials. */
  @Test
  void trialsOfVectorsAreRowsOfTheirOwn(SparkSession spark) {
    Dataset<Row> rows =
        FaceCase.all()
            .filter(face -> face.name().equals("BayesianLogisticRegression"))
            .findFirst()
            .orElseThrow()
            .rows(spark)
            .withColumn("trials", col("id").mod(4).plus(1))
            .withColumn("label", col("id").mod(4).plus(1).minus(col("id").mod(2)));
    BayesianLogisticRegressionModel model =
        new BayesianLogisticRegression().with("trialsCol", "trials").fit(rows);
    Dataset<Row> single =
        rows.selectExpr("features", "explode(sequence(1, trials)) as t", "label as successes")
            .selectExpr("features", "cast(t <= successes as int) as label");

    BayesianLogisticRegressionModel expected = new BayesianLogisticRegression().fit(single);

    double tolerance = 1e-6; // both end where nothing is gained
    assertArrayEquals(expected.coefficients().toArray(), model.coefficients().toArray(), tolerance);
    assertTrue(model.with("logDensityCol", "d").transform(rows).filter("d < 0").count() > 0);
  }
}
