package org.sparksvi.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeoutException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.Tokenizer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.job.CommandRun;
import org.sparksvi.spark.SharedSpark;

/** Estimators and models among the tools of Spark ML. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
@TestInstance(Lifecycle.PER_CLASS)
class SparkMlUseTest {
  @TempDir Path directory;
  private SparkSession spark;
  private Dataset<Row> documents;
  private Dataset<Row> rows;

  @BeforeAll
  void makeRows(SparkSession session) {
    spark = session;
    rows = FaceCase.all().filter(face -> !face.counts()).findFirst().orElseThrow().rows(spark);
    documents =
        spark.createDataFrame(
            List.of(
                RowFactory.create(0, "sun moon star sun moon sky"),
                RowFactory.create(1, "bread milk egg bread milk butter"),
                RowFactory.create(2, "sky star moon sun star sun"),
                RowFactory.create(3, "milk butter egg bread egg milk"),
                RowFactory.create(4, "star sky sun moon moon star"),
                RowFactory.create(5, "butter bread milk egg butter egg")),
            new StructType().add("id", DataTypes.IntegerType).add("text", DataTypes.StringType));
  }

  private static LDA topics() {
    return new LDA().setK(2).setMaxEpochs(3).setSeed(4);
  }

  private static CountVectorizer counter() {
    return new CountVectorizer().setInputCol("words").setOutputCol("features");
  }

  private static Pipeline pipeline(PipelineStage last) {
    Tokenizer tokens = new Tokenizer().setInputCol("text").setOutputCol("words");
    return new Pipeline().setStages(new PipelineStage[] {tokens, counter(), last});
  }

  @Test
  void aPipelineIsFittedSavedAndLoaded() throws IOException {
    PipelineModel model = pipeline(topics()).fit(documents);
    String path = directory.resolve("pipeline").toString();
    model.save(path);

    PipelineModel again = PipelineModel.load(path);

    List<Row> expected = model.transform(documents).orderBy("id").collectAsList();
    assertEquals(expected, again.transform(documents).orderBy("id").collectAsList());
    Dataset<Row> tables = spark.read().parquet(tablesOf(path));
    assertEquals(2, tables.count());
  }

  private static String tablesOf(String pipeline) throws IOException {
    try (var stages = Files.list(Path.of(pipeline, "stages"))) {
      return stages
          .map(stage -> stage.resolve("tables/topics"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow()
          .toString();
    }
  }

  @Test
  void kIsChosenByHeldOutRows() {
    GaussianMixture mixture =
        new GaussianMixture()
            .setMaxIter(10)
            .with("covariance", "spherical")
            .with("scoreCol", "score");
    ParamMap[] grid = new ParamGridBuilder().addGrid(mixture.k(), new int[] {1, 2}).build();

    CrossValidatorModel alone = validator(mixture, grid, 1).fit(rows);
    CrossValidatorModel together = validator(mixture, grid, 2).fit(rows);

    assertArrayEquals(alone.avgMetrics(), together.avgMetrics());
    assertTrue(alone.avgMetrics()[1] > alone.avgMetrics()[0]);
    assertEquals(2, ((GaussianMixtureModel) alone.bestModel()).weights().length);
    Model<?> best =
        new TrainValidationSplit()
            .setEstimator(mixture)
            .setEvaluator(new HeldOutEvaluator().setMetricName("perplexity"))
            .setEstimatorParamMaps(grid)
            .setSeed(1)
            .fit(rows)
            .bestModel();
    assertEquals(2, ((GaussianMixtureModel) best).weights().length);
  }

  private static CrossValidator validator(Estimator<?> estimator, ParamMap[] grid, int threads) {
    return new CrossValidator()
        .setEstimator(estimator)
        .setEvaluator(new HeldOutEvaluator())
        .setEstimatorParamMaps(grid)
        .setNumFolds(2)
        .setSeed(1)
        .setParallelism(threads);
  }

  @Test
  void theRowsAreEvaluatedOnce() {
    LongAccumulator reads = spark.sparkContext().longAccumulator();
    UDF1<Vector, Vector> counted =
        vector -> {
          reads.add(1);
          return vector;
        };
    Dataset<Row> watched =
        rows.withColumn(
            "features",
            udf(counted, rows.schema().apply("features").dataType())
                .asNondeterministic()
                .apply(col("features")));
    for (String storage : List.of("memory", "disk")) {
      reads.reset();
      new GaussianMixture().setK(2).setMaxIter(2).with("storage", storage).fit(watched);
      assertEquals(rows.count(), reads.value(), storage);
    }
    assertTrue(spark.sparkContext().getPersistentRDDs().isEmpty());
  }

  @Test
  void whatIsNotAskedForIsNotComputed() {
    GaussianMixtureModel model = new GaussianMixture().setK(2).setMaxIter(2).fit(rows);

    String plan = model.transform(rows).select("id").queryExecution().optimizedPlan().toString();

    assertFalse(plan.contains("UDF"), plan);
  }

  @Test
  void aStreamIsTransformed() throws TimeoutException, StreamingQueryException {
    GaussianMixtureModel model = new GaussianMixture().setK(2).setMaxIter(2).fit(rows);
    String input = directory.resolve("stream").toString();
    rows.write().parquet(input);

    StreamingQuery query =
        model
            .transform(spark.readStream().schema(rows.schema()).parquet(input))
            .writeStream()
            .format("memory")
            .queryName("said")
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();

    List<Row> expected =
        model.transform(rows).orderBy("id").select("id", "prediction").collectAsList();
    assertEquals(
        expected, spark.table("said").orderBy("id").select("id", "prediction").collectAsList());
  }

  @Test
  void wordsAreThoseOfTheCounterOrOfTheText() {
    Dataset<Row> words =
        new Tokenizer().setInputCol("text").setOutputCol("words").transform(documents);
    CountVectorizerModel counter = counter().fit(words);
    Dataset<Row> counts = counter.transform(words);
    LDAModel named = topics().with("vocabulary", counter.vocabulary()).fit(counts);
    assertEquals(List.of(counter.vocabulary()), named.words());
    List<String> terms = named.describeTopics(3).first().getList(3);
    assertTrue(named.words().containsAll(terms), terms.toString());
    assertArrayEquals(
        topics().fit(counts).topicsMatrix().toArray(), named.topicsMatrix().toArray());

    LDAModel ofText = topics().setFeaturesCol("text").with("minDocuments", 1.0).fit(documents);
    assertEquals(8, ofText.vocabSize());
    Dataset<Row> said = ofText.transform(documents);
    assertEquals(6, said.count());
    List<String> first = List.of("sun", "moon", "star", "sun", "moon", "sky");
    Vector shares = said.orderBy("id").first().getAs("topicDistribution");
    assertArrayEquals(
        ofText.trained().scorer().score(first).vector("topicDistribution"), shares.toArray());
  }

  @Test
  void aRunDirectoryIsOneOfTheCommands() {
    String run = directory.resolve("run").toString();
    GaussianMixture mixture =
        new GaussianMixture().setK(2).setMaxIter(3).with("tol", 0.0).with("runDirectory", run);
    GaussianMixtureModel model = mixture.fit(rows);

    GaussianMixtureModel more = mixture.setMaxIter(5).fit(rows);

    assertEquals(model.summary().totalIterations() + 2, more.summary().totalIterations());
    FaceLawsTest.assertSame(
        new GaussianMixture().setK(2).setMaxIter(5).with("tol", 0.0).fit(rows).trained(),
        more.trained(),
        "resumed");
    assertTrue(CommandRun.done("describe", run).out().contains("2 Gaussian components"));
    RuntimeException other =
        assertThrows(RuntimeException.class, () -> mixture.fit(rows.filter("id > 5")));
    assertTrue(other.getMessage().contains("on other data"), other.getMessage());
  }

  @Test
  void whatWasLearntIsReadAsTables() throws IOException {
    GaussianMixtureModel model = new GaussianMixture().setK(2).fit(rows);
    String path = directory.resolve("tables").toString();
    model.write().save(path);
    for (String table : List.of("components", "trace")) {
      Dataset<Row> written = spark.read().parquet(path + "/tables/" + table);
      Dataset<Row> read =
          new ModelTables().setPath(path).setTable(table).transform(spark.emptyDataFrame());
      assertEquals(written.collectAsList().toString(), read.collectAsList().toString());
    }
    assertEquals(
        model.summary().totalIterations(), spark.read().parquet(path + "/tables/trace").count());
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ModelTables().setPath(path).setTable("topics").transform(rows));
    assertTrue(none.getMessage().contains("components, trace"), none.getMessage());
  }

  @Test
  void aFitTellsHowFarItIs() {
    GaussianMixture estimator = new GaussianMixture().setK(2);
    assertEquals(0, estimator.progress().length);
    int rounds = estimator.fit(rows).summary().totalIterations();
    assertEquals(rounds, (int) estimator.progress()[0]);
  }

  @Test
  void whatKilledFitsHaveLeftIsSweptAway() throws IOException {
    Path dead = Files.createDirectories(directory.resolve("svi_0123456789ab/blocks")).getParent();
    Path alive = Files.createDirectories(directory.resolve("svi_ba9876543210"));
    Path other = Files.createDirectories(directory.resolve("svi_users"));
    long old = System.currentTimeMillis() - 2 * Scratch.DEAD_MILLIS;
    for (Path path : List.of(dead, alive, other)) {
      Files.writeString(path.resolve("lock.json"), "{}");
      assertTrue(path.toFile().setLastModified(old));
    }
    assertTrue(dead.resolve("lock.json").toFile().setLastModified(old));
    assertTrue(other.resolve("lock.json").toFile().setLastModified(old));

    new GaussianMixture()
        .setK(2)
        .setMaxIter(1)
        .with("storage", "disk")
        .with("workDir", directory.toString())
        .fit(rows);

    assertFalse(Files.exists(dead));
    assertTrue(Files.exists(alive)); // its lock is signed
    assertTrue(Files.exists(other));
  }

  @Test
  void gaussiansSayWhatTransformSays() {
    GaussianMixtureModel model =
        new GaussianMixture().setK(2).with("logDensityCol", "logDensity").fit(rows);

    for (Row row : model.transform(rows).collectAsList()) {
      Vector features = row.getAs("features");
      double density = 0;
      for (int k = 0; k < 2; k++) {
        density += model.weights()[k] * Math.exp(model.gaussians()[k].logpdf(features));
      }
      assertEquals(Math.log(density), row.<Double>getAs("logDensity"), LOG_DENSITY);
      assertEquals(row.<Integer>getAs("prediction"), model.predict(features));
      assertEquals(row.<Vector>getAs("probability"), model.predictProbability(features));
    }
  }

  /** Spark's density goes by way of eigenvalues. */
  private static final double LOG_DENSITY = 1e-6;

  @Test
  void sparkConnectFindsTheClasses() {
    assertEquals(11, ours(Estimator.class));
    assertEquals(11, ours(Transformer.class));
    assertEquals(1, ours(Evaluator.class));
  }

  private static long ours(Class<?> type) {
    return ServiceLoader.load(type).stream()
        .filter(provider -> provider.type().getName().startsWith("org.sparksvi.ml."))
        .map(ServiceLoader.Provider::get)
        .count();
  }
}
