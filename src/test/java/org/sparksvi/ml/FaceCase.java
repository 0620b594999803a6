package org.sparksvi.ml;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A pair of Spark ML on a small data set, for the laws that every pair keeps.
 *
 * @param conf the lines of a configuration that say the same to the command
 * @param estimator with the settings of these lines
 * @param counts whether rows are counts
 * @param label what a column of responses has
 */
record FaceCase(
    String name, String conf, Supplier<SviEstimator<?, ?>> estimator, boolean counts, Label label) {
  static final int ROWS = 60;
  static final int COLUMNS = 6;

  /** Of rows with a response to predict. */
  enum Label {
    NONE,
    NUMBER,
    CLASS,
    COUNT
  }

  FaceCase(String name, String conf, Supplier<SviEstimator<?, ?>> estimator, boolean counts) {
    this(name, conf, estimator, counts, Label.NONE);
  }

  static Stream<FaceCase> all() {
    return Stream.of(
        new FaceCase(
            "LDA",
            conf("kind = topics, topics = 3, alpha = asymmetric, eta = 0.1"),
            () ->
                shared(
                    new LDA().setK(3).setDocConcentration("asymmetric").setTopicConcentration(0.1)),
            true),
        new FaceCase(
            "CountMixture",
            conf("kind = count-mixture, components = 2, estimator = bayes"),
            () -> shared(new CountMixture().setK(2).with("estimator", "bayes")),
            true),
        new FaceCase(
            "GaussianMixture",
            conf("kind = mixture, components = 2, covariance = diagonal"),
            () -> shared(new GaussianMixture().setK(2).with("covariance", "diagonal")),
            false),
        new FaceCase(
            "FactorAnalysis",
            conf("kind = factor, latent = 1, noise = diagonal"),
            () -> shared(new FactorAnalysis().setK(1).with("noise", "diagonal")),
            false),
        new FaceCase(
            "VariationalAutoencoder",
            conf(
                "kind = autoencoder, likelihood = gaussian, latent = 1, encoder = [4], decoder = [4]"),
            () ->
                shared(
                    new VariationalAutoencoder()
                        .with("likelihood", "gaussian")
                        .with("latent", 1)
                        .with("encoder", new int[] {4})
                        .with("decoder", new int[] {4})),
            false),
        new FaceCase(
            "BayesianLinearRegression",
            regression("likelihood = gaussian, prior.scale = 2, intercept = false", ""),
            () -> shared(new BayesianLinearRegression().setRegParam(0.25).setFitIntercept(false)),
            false,
            Label.NUMBER),
        new FaceCase(
            "BayesianLogisticRegression",
            regression("likelihood = logistic, prior.standardised = false", ""),
            () -> shared(new BayesianLogisticRegression().setStandardization(false)),
            false,
            Label.CLASS),
        new FaceCase(
            "BayesianGLM",
            regression(
                "likelihood = poisson", "input { offset-column = shift, weight-column = weight }"),
            () ->
                shared(
                    new BayesianGLM()
                        .setFamily("poisson")
                        .setOffsetCol("shift")
                        .setWeightCol("weight")),
            false,
            Label.COUNT));
  }

  private static String regression(String model, String more) {
    return conf("kind = regression, " + model) + "input.response-column = label\n" + more + "\n";
  }

  private static String conf(String model) {
    return """
        input.held-out = 0.2
        model { %s }
        inference { batch-size = 12, block-size = 4, epochs = 3, seed = 7 }
        """
        .formatted(model);
  }

  private static SviEstimator<?, ?> shared(SviEstimator<?, ?> estimator) {
    return estimator
        .with("heldOut", 0.2)
        .with("batchSize", 12)
        .with("blockSize", 4)
        .with(estimator.hasParam("maxIter") ? "maxIter" : "maxEpochs", 3)
        .with("seed", 7L);
  }

  /** Rows about two points, or of two kinds of words; some are equal. */
  Dataset<Row> rows(SparkSession spark) {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      double[] values = new double[COLUMNS];
      for (int c = 0; c < COLUMNS; c++) {
        double mean = r % 2 == 0 ? c : COLUMNS - c;
        values[c] = counts ? random.nextInt(1 + (int) mean) : mean + random.nextGaussian();
      }
      Vector vector = Vectors.dense(values);
      rows.add(RowFactory.create(r, counts && r % 3 == 0 ? vector.toSparse() : vector));
      if (r % 20 == 0) {
        rows.add(RowFactory.create(ROWS + r, vector));
      }
    }
    StructType type =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("features", SQLDataTypes.VectorType());
    return labelled(spark.createDataFrame(rows, type).repartition(3));
  }

  /** The rows with what is to be predicted. */
  Dataset<Row> labelled(Dataset<Row> rows) {
    return switch (label) {
      case NONE -> rows;
      case NUMBER -> rows.withColumn("label", expr("sin(id) + id % 2"));
      case CLASS -> rows.withColumn("label", expr("cast((id * 7 % 5 > id % 3) as int)"));
      case COUNT ->
          rows.withColumn("label", expr("id * 7 % 5"))
              .withColumn("shift", expr("log(1 + id % 4)"))
              .withColumn("weight", expr("1 + id % 2"));
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
