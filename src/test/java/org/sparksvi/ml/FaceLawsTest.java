package org.sparksvi.ml;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.format.Json;
import org.sparksvi.job.CommandRun;
import org.sparksvi.job.ExitCode;
import org.sparksvi.kind.RowScorer;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Column;
import org.sparksvi.spark.SharedSpark;

/** What every pair of Spark ML keeps: a row of {@link FaceCase} each. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
@TestInstance(Lifecycle.PER_CLASS)
class FaceLawsTest {
  /** Scores are added in another order than the exact one of the training. */
  private static final double SCORE = 1e-9;

  /** Labelled vectors are sparse rows, whose products with coefficients are added in pairs. */
  private static final double SPARSE = 1e-12;

  /** Sums of a training that begins are rounded to other quanta than those of one that goes on. */
  private static final double QUANTA = 1e-8;

  @TempDir static Path directory; // of all laws
  private final Map<String, SviModel<?>> fitted = new HashMap<>(); // nobody changes them

  static Stream<FaceCase> faces() {
    return FaceCase.all();
  }

  /** Those whose steps do not remember earlier ones, as Adam's do. */
  static Stream<FaceCase> withoutMemory() {
    return faces().filter(face -> !face.name().equals("VariationalAutoencoder"));
  }

  @ParameterizedTest
  @MethodSource("faces")
  void fitGivesTheBitsOfTheCommand(FaceCase face, SparkSession spark) throws IOException {
    Dataset<Row> rows = face.rows(spark);
    Path parquet = directory.resolve(face.name() + ".parquet");
    rows.write().parquet(parquet.toString());
    Path conf =
        Files.writeString(
            directory.resolve(face.name() + ".conf"),
            face.conf()
                + "input { format = parquet, column = features, path = \"%s\" }\n"
                    .formatted(parquet));
    Path run = directory.resolve(face.name());
    CommandRun command = CommandRun.train(conf.toString(), run.toString());
    assertEquals(ExitCode.DONE, command.code(), command.err());
    Trained<?, ?, ?> expected = Trained.load(run.resolve("model"));

    for (String storage : List.of("memory", "disk", "auto")) {
      SviModel<?> model = face.estimator().get().with("storage", storage).fit(rows);
      assertSame(expected, model.trained(), storage);
    }

    Path more = directory.resolve(face.name() + "-more.parquet");
    rows.filter("id < 30").write().parquet(more.toString());
    CommandRun update = // the face keeps no rows
        CommandRun.of("update", "" + run, "--input", "" + more, "-s", "run.reservoir-megabytes=0");
    if (!face.name().equals("VariationalAutoencoder")) { // steps go on from the command's memory
      assertEquals(ExitCode.DONE, update.code(), update.err());
      Trained<?, ?, ?> updated = Trained.load(published(run));
      SviModel<?> model = face.estimator().get().fit(rows);
      assertSame(updated, model.update(spark.read().parquet(more.toString())).trained(), "update");
    }
  }

  static Path published(Path run) throws IOException {
    String current = Files.readString(run.resolve("current.json"));
    return run.resolve(Json.read(current, "current.json").path("current").asText());
  }

  /** A step with all rows at rate 1 depends on nothing but the parameters before it. */
  @ParameterizedTest
  @MethodSource("withoutMemory")
  void trainingBeginsAtAnInitialModel(FaceCase face, SparkSession spark) {
    SviModel<?> two = batch(face, 2).fit(face.rows(spark));
    for (String storage : List.of("memory", "disk")) {
      SviModel<?> again = goneOn(batch(face, 1).with("storage", storage), face, spark);
      Bundle expected = two.trained().parameters();
      for (int f = 0; f < expected.layout().count(); f++) {
        String name = expected.layout().field(f).name();
        double[] one = expected.copyOf(name);
        double[] other = again.trained().parameters().copyOf(name);
        for (int i = 0; i < one.length; i++) {
          assertEquals(one[i], other[i], QUANTA * (1 + Math.abs(one[i])), name);
        }
      }
    }
  }

  private static <E extends SviEstimator<E, M>, M extends Model<M> & SviModel<M>>
      SviModel<?> goneOn(SviEstimator<E, M> estimator, FaceCase face, SparkSession spark) {
    M first = estimator.fit(face.rows(spark));
    return estimator.setInitialModel(first).fit(face.rows(spark));
  }

  private static SviEstimator<?, ?> batch(FaceCase face, int epochs) {
    SviEstimator<?, ?> estimator = face.estimator().get();
    if (estimator.hasParam("restarts")) {
      estimator.with("restarts", 1);
    }
    return estimator
        .with("batchSize", 0)
        .with("publish", "last")
        .with("tol", 0.0)
        .with(estimator.hasParam("maxIter") ? "maxIter" : "maxEpochs", epochs);
  }

  @ParameterizedTest
  @MethodSource("faces")
  void whatIsSavedIsLoaded(FaceCase face, SparkSession spark) throws IOException {
    SviEstimator<?, ?> estimator = face.estimator().get();
    SviModel<?> model = fitted(face, spark);
    String path = directory.resolve(face.name() + "-saved").toString();

    estimator.write().save(path + "-estimator");
    model.write().save(path);

    PipelineStage again = (PipelineStage) read(estimator.getClass(), path + "-estimator");
    SviModel<?> loaded = (SviModel<?>) read(model.getClass(), path);
    assertEquals(params(estimator), params(again));
    assertEquals(params(model), params(loaded));
    assertSame(model.trained(), loaded.trained(), face.name());
    assertArrayEquals(model.summary().objectiveHistory(), loaded.summary().objectiveHistory());
    assertArrayEquals(model.summary().heldOutHistory(), loaded.summary().heldOutHistory());
    assertEquals(model.summary().verdict(), loaded.summary().verdict());
    assertEquals(model.summary().reason(), loaded.summary().reason());
    assertTrue(model.summary().totalIterations() > 0);
    assertSame(model.trained(), Trained.load(Path.of(path, "model")), face.name());
    Exception there = assertThrows(IOException.class, () -> model.write().save(path));
    assertTrue(there.getMessage().contains("already exists"), there.getMessage());
  }

  /** The values of all Params that have one, as Spark writes them. */
  private static Map<String, String> params(Params stage) {
    Map<String, String> values = new HashMap<>();
    for (Param<?> param : stage.params()) {
      Param<Object> one = stage.getParam(param.name());
      if (stage.isDefined(one)) {
        values.put(one.name(), stage.isSet(one) + one.jsonEncode(stage.getOrDefault(one)));
      }
    }
    return values;
  }

  private static Object read(Class<?> type, String path) {
    try {
      return type.getMethod("load", String.class).invoke(null, path);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @MethodSource("faces")
  void transformSaysWhatItsSchemaPromisesAndTheScorerSays(FaceCase face, SparkSession spark) {
    SviModel<?> model = everything(fitted(face, spark));
    Dataset<Row> rows = face.rows(spark);

    Dataset<Row> said = model.transform(rows);

    assertEquals(model.transformSchema(rows.schema()).simpleString(), said.schema().simpleString());
    List<Column> columns = columns(model);
    for (Row row : said.collectAsList()) {
      if (face.label() == FaceCase.Label.COUNT && row.<Double>getAs("shift") != 0) {
        continue; // of offsets and responses the scorer knows nothing: RegressionFaceTest
      }
      RowScorer.Scores expected = scores(model, row.getAs("features"));
      for (Column column : columns) {
        Object cell = row.getAs("out_" + column.name());
        if (cell instanceof Vector vector) {
          assertArrayEquals(expected.vector(column.name()), vector.toArray());
        } else {
          double number = expected.number(column.name());
          double mostlyEqual = face.label() == FaceCase.Label.NONE ? 0 : SPARSE * Math.abs(number);
          assertEquals(number, ((Number) cell).doubleValue(), mostlyEqual);
        }
      }
    }
  }

  private static RowScorer.Scores scores(SviModel<?> model, Vector features) {
    if (!model.trained().rows().words()) {
      return model.trained().scorer().score(features.toArray());
    }
    Map<Integer, Double> counts = new HashMap<>();
    for (int c = 0; c < features.size(); c++) {
      counts.put(c, features.apply(c));
    }
    return model.trained().scorer().score(counts);
  }

  /** The columns that are shown as they are, and that say the same without a response. */
  private static List<Column> columns(SviModel<?> model) {
    return model.trained().model().output().stream()
        .filter(column -> column.type() != Column.Type.NUMBER_OR_NONE)
        .filter(column -> output(model, column).shown() == Shown.CELL)
        .toList();
  }

  private static Face.Output output(SviModel<?> model, Column column) {
    return model.body().outputs().stream()
        .filter(output -> output.column().equals(column.name()))
        .findFirst()
        .orElseThrow();
  }

  /** The model with all of its outputs. */
  private static SviModel<?> everything(SviModel<?> model) {
    SviModel<?> all = copy(model);
    for (Column column : model.trained().model().output()) {
      all.with(output(model, column).param(), "out_" + column.name());
    }
    return all;
  }

  private static SviModel<?> copy(SviModel<?> model) {
    return (SviModel<?>) model.copy(ParamMap.empty());
  }

  @ParameterizedTest
  @MethodSource("faces")
  void invalidRowsFailAreLeftOutOrHaveNulls(FaceCase face, SparkSession spark) {
    SviModel<?> model = fitted(face, spark).with("scoreCol", "score");
    Dataset<Row> valid = face.rows(spark).select("id", "features");
    Dataset<Row> rows =
        face.labelled(
            spark
                .createDataFrame(
                    List.of(RowFactory.create(-1, null), RowFactory.create(-2, infinite())),
                    valid.schema())
                .union(valid));
    long all = rows.count();

    SparkException failed =
        assertThrows(SparkException.class, () -> model.transform(rows).collectAsList());
    assertTrue(
        messages(failed).contains("vector is null; every row must have one")
            || messages(failed).contains("Infinity"),
        messages(failed));
    Dataset<Row> skipped = copy(model).with("handleInvalid", "skip").transform(rows);
    assertEquals(all - 2, skipped.count());
    assertEquals(0, skipped.filter("id < 0").count());
    Dataset<Row> kept = copy(model).with("handleInvalid", "keep").transform(rows);
    assertEquals(all, kept.count());
    assertEquals(2, kept.filter("score is null").count());
  }

  private static Vector infinite() {
    double[] values = new double[FaceCase.COLUMNS];
    values[1] = Double.POSITIVE_INFINITY;
    return Vectors.dense(values);
  }

  private static String messages(Throwable thrown) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      all.append(t.getMessage()).append('\n');
    }
    return all.toString();
  }

  @ParameterizedTest
  @MethodSource("faces")
  void scoresOfHeldOutRowsAddUpToTheSummarys(FaceCase face, SparkSession spark) {
    Dataset<Row> rows = face.rows(spark).withColumn("held", col("id").mod(4).equalTo(0));
    SviEstimator<?, ?> estimator = face.estimator().get();
    estimator.clear(estimator.getParam("heldOut"));
    SviModel<?> model =
        estimator
            .with("validationIndicatorCol", "held")
            .with("publish", "last")
            .with("scoreCol", "score")
            .fit(rows);

    double score = new HeldOutEvaluator().evaluate(model.transform(rows.filter("held")));

    double[] heldOut = model.summary().heldOutHistory();
    double last = heldOut[heldOut.length - 1];
    if (!face.name().equals("VariationalAutoencoder")) { // scored by draws of its own
      assertEquals(last, score, SCORE * Math.abs(last));
    }
    assertTrue(Double.isFinite(score));
  }

  @ParameterizedTest
  @MethodSource("faces")
  void whatIsNotAcceptableIsRefusedBeforeAnyJob(FaceCase face, SparkSession spark) {
    Dataset<Row> rows = face.rows(spark);
    for (Dataset<Row> wrong :
        List.of(rows.drop("features"), rows.withColumn("features", col("id")))) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> face.estimator().get().transformSchema(wrong.schema()));
      assertTrue(refused.getMessage().contains("'features'"), refused.getMessage());
    }
    assertRefused("batch-size", () -> face.estimator().get().with("batchSize", -1).fit(rows));
    assertRefused("storage", () -> face.estimator().get().with("storage", "tape").fit(rows));
    assertRefused("seconds", () -> face.estimator().get().with("maxSeconds", -1.0).fit(rows));
    assertRefused(
        "must be at least 1, but are 0", () -> face.estimator().get().fit(rows.filter("id < 0")));
  }

  private static void assertRefused(String message, Executable action) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, action);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  private SviModel<?> fitted(FaceCase face, SparkSession spark) {
    SviModel<?> model =
        fitted.computeIfAbsent(face.name(), name -> face.estimator().get().fit(face.rows(spark)));
    return copy(model);
  }

  static void assertSame(Trained<?, ?, ?> expected, Trained<?, ?, ?> actual, String what) {
    assertEquals(expected.published().settings(), actual.published().settings(), what);
    Bundle one = expected.parameters();
    Bundle other = actual.parameters();
    assertEquals(one.layout(), other.layout(), what);
    for (int f = 0; f < one.layout().count(); f++) {
      String name = one.layout().field(f).name();
      assertArrayEquals(one.copyOf(name), other.copyOf(name), what + " " + name);
    }
  }
}
