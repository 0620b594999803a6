package org.sparksvi.ml;

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
 */
record FaceCase(String name, String conf, Supplier<SviEstimator<?, ?>> estimator, boolean counts) {
  static final int ROWS = 60;
  static final int COLUMNS = 6;

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
            false));
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
    return spark.createDataFrame(rows, type).repartition(3);
  }

  @Override
  public String toString() {
    return name;
  }
}
