package org.sparksvi.ml;

import org.apache.spark.ml.util.MLReader;

/** What BayesianLinearRegression has learnt. */
public final class BayesianLinearRegressionModel
    extends PredictingModel<BayesianLinearRegressionModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public BayesianLinearRegressionModel() {
    this("", null);
  }

  BayesianLinearRegressionModel(String uid, Learnt learnt) {
    super(BayesianLinearRegression.FACE, uid, learnt, BayesianLinearRegressionModel::new);
  }

  public static MLReader<BayesianLinearRegressionModel> read() {
    return new ModelReader<>(
        BayesianLinearRegressionModel.class, BayesianLinearRegressionModel::new);
  }

  public static BayesianLinearRegressionModel load(String path) {
    return read().load(path);
  }
}
