package org.sparksvi.ml;

import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.models.regression.MixedRegression;
import org.sparksvi.models.regression.MixedSummary;

/** What BayesianGLMM has learnt. */
public final class BayesianGLMMModel extends KindModel<BayesianGLMMModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public BayesianGLMMModel() {
    this("", null);
  }

  BayesianGLMMModel(String uid, Learnt learnt) {
    super(BayesianGLMM.FACE, uid, learnt, BayesianGLMMModel::new);
  }

  public static MLReader<BayesianGLMMModel> read() {
    return new ModelReader<>(BayesianGLMMModel.class, BayesianGLMMModel::new);
  }

  public static BayesianGLMMModel load(String path) {
    return read().load(path);
  }

  private MixedSummary mixed() {
    return ((MixedRegression) trained().model()).summary(trained().parameters());
  }

  /** Groups that the coefficients were learnt from. */
  public double groups() {
    return mixed().groups();
  }

  /** The log evidence given the deviations, in nats; NaN where a prior is flat. */
  public double logEvidence() {
    return mixed().evidence().orElse(Double.NaN);
  }

  /** A row for each coefficient: mean, deviation, quantiles, P(b &gt; 0) and name. */
  public Dataset<Row> coefficientsDF() {
    return table("coefficients");
  }

  /** A row for each effect that varies by group: its standard deviation between groups. */
  public Dataset<Row> effectDeviationsDF() {
    return table("effectDeviations");
  }

  /** Draws of the coefficients, a column each: those of {@code svi sample} with the same seed. */
  public Dataset<Row> drawsDF(int draws, long seed) {
    return ParameterDraws.of(trained(), draws, seed);
  }

  private Dataset<Row> table(String name) {
    return LearntTables.of(SparkSession.active(), body().learnt(), name);
  }
}
