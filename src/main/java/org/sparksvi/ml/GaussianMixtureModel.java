package org.sparksvi.ml;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.distribution.MultivariateGaussian;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.models.mixture.GaussianSummary;
import org.sparksvi.models.mixture.GaussianSummary.Component;
import org.sparksvi.models.mixture.MixtureModel;

/** A mixture of Gaussians that was learnt from rows. */
public final class GaussianMixtureModel extends ComponentsModel<GaussianMixtureModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public GaussianMixtureModel() {
    this("", null);
  }

  GaussianMixtureModel(String uid, Learnt learnt) {
    super(GaussianMixture.FACE, uid, learnt, GaussianMixtureModel::new);
  }

  public static MLReader<GaussianMixtureModel> read() {
    return new ModelReader<>(GaussianMixtureModel.class, GaussianMixtureModel::new);
  }

  public static GaussianMixtureModel load(String path) {
    return read().load(path);
  }

  /** The components by their numbers, in which the columns of probabilities are. */
  private List<Component> components() {
    @SuppressWarnings("unchecked") // models of the kind
    MixtureModel<DenseBlock> model = (MixtureModel<DenseBlock>) trained().model();
    return GaussianSummary.of(model, trained().parameters()).components().stream()
        .sorted(Comparator.comparingInt(Component::id))
        .toList();
  }

  /** The components' shares of the rows, which add up to 1. */
  public double[] weights() {
    return components().stream().mapToDouble(Component::weight).toArray();
  }

  /** The components' means and covariances, in the units of the rows. */
  public MultivariateGaussian[] gaussians() {
    return components().stream()
        .map(
            c ->
                new MultivariateGaussian(
                    Vectors.dense(c.means()),
                    new DenseMatrix(c.means().length, c.means().length, c.covariance())))
        .toArray(MultivariateGaussian[]::new);
  }

  /** The same as a table: mean, a vector, and cov, a matrix. */
  public Dataset<Row> gaussiansDF() {
    List<Row> rows =
        components().stream()
            .map(
                c ->
                    RowFactory.create(
                        Vectors.dense(c.means()),
                        new DenseMatrix(c.means().length, c.means().length, c.covariance())))
            .toList();
    StructType type =
        new StructType()
            .add("mean", SQLDataTypes.VectorType())
            .add("cov", SQLDataTypes.MatrixType());
    return SparkSession.active().createDataFrame(rows, type);
  }
}
