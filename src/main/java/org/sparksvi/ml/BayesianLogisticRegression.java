package org.sparksvi.ml;

import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/** Logistic regression of the classes 0 and 1 with a posterior of its coefficients. */
public final class BayesianLogisticRegression
    extends ProbabilisticClassifier<
        Vector, BayesianLogisticRegression, BayesianLogisticRegressionModel>
    implements SviEstimator<BayesianLogisticRegression, BayesianLogisticRegressionModel>,
        RegressionStage<BayesianLogisticRegression> {
  private static final long serialVersionUID = 1L;

  static final Face FACE = RegressionFaces.ofClasses("logistic");

  private final String uid;
  private final Param<?>[] params;
  private final transient EstimatorBody<BayesianLogisticRegressionModel> body;

  public BayesianLogisticRegression() {
    this(Identifiable$.MODULE$.randomUID("bayesianLogisticRegression"));
  }

  public BayesianLogisticRegression(String uid) {
    this.uid = uid; // Params ask for it
    this.params = FACE.params(this);
    this.body = new EstimatorBody<>(FACE, this, BayesianLogisticRegressionModel::new);
    RegressionFaces.adopt(this);
    FACE.setDefaults(this);
  }

  public static MLReader<BayesianLogisticRegression> read() {
    return new DefaultParamsReader<>();
  }

  public static BayesianLogisticRegression load(String path) {
    return read().load(path);
  }

  @Override
  public EstimatorBody<BayesianLogisticRegressionModel> body() {
    return body;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Param<?>[] params() {
    return params.clone();
  }

  @Override
  public BayesianLogisticRegressionModel fit(Dataset<?> dataset) {
    return body.fit(dataset);
  }

  @Override
  public BayesianLogisticRegressionModel train(Dataset<?> dataset) {
    return body.fit(dataset);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return body.added(schema);
  }

  /** Above which the probability of 1 makes a row of class 1. */
  public BayesianLogisticRegression setThreshold(double value) {
    return with(Face.THRESHOLD, value);
  }

  /** The threshold of two, as MLlib's logistic regression takes them: 1 / (1 + t₀ / t₁). */
  @Override
  public BayesianLogisticRegression setThresholds(double[] value) {
    return setThreshold(RegressionFaces.threshold(value));
  }

  @Override
  public double[] getThresholds() {
    return RegressionFaces.thresholds((double) getOrDefault(getParam(Face.THRESHOLD)));
  }

  @Override
  public BayesianLogisticRegression copy(ParamMap extra) {
    BayesianLogisticRegression copy = defaultCopy(extra);
    copy.body.beginAt(body.initial());
    return copy;
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
