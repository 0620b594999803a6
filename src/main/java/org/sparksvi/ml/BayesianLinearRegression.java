package org.sparksvi.ml;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/** Linear regression with a posterior of its coefficients and of the noise. */
public final class BayesianLinearRegression
    extends RegressionEstimator<BayesianLinearRegression, BayesianLinearRegressionModel> {
  private static final long serialVersionUID = 1L;

  static final Face FACE = RegressionFaces.ofNumbers("gaussian");

  public BayesianLinearRegression() {
    this(Identifiable$.MODULE$.randomUID("bayesianLinearRegression"));
  }

  public BayesianLinearRegression(String uid) {
    super(FACE, uid, BayesianLinearRegressionModel::new);
  }

  public static MLReader<BayesianLinearRegression> read() {
    return new DefaultParamsReader<>();
  }

  public static BayesianLinearRegression load(String path) {
    return read().load(path);
  }
}
