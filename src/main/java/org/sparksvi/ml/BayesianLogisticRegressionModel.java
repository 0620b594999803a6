package org.sparksvi.ml;

import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What BayesianLogisticRegression has learnt. */
public final class BayesianLogisticRegressionModel
    extends ProbabilisticClassificationModel<Vector, BayesianLogisticRegressionModel>
    implements LinearPredictorModel<BayesianLogisticRegressionModel>,
        SviModel<
            BayesianLogisticRegressionModel> { // Python's bridge sees no interface's interfaces
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<?>[] params;
  private final transient ModelBody<BayesianLogisticRegressionModel> body;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public BayesianLogisticRegressionModel() {
    this("", null);
  }

  BayesianLogisticRegressionModel(String uid, Learnt learnt) {
    this.uid = uid; // Params ask for it
    this.params = BayesianLogisticRegression.FACE.params(this);
    this.body =
        new ModelBody<>(
            BayesianLogisticRegression.FACE, this, learnt, BayesianLogisticRegressionModel::new);
    RegressionFaces.adopt(this);
    BayesianLogisticRegression.FACE.setDefaults(this);
  }

  public static MLReader<BayesianLogisticRegressionModel> read() {
    return new ModelReader<>(
        BayesianLogisticRegressionModel.class, BayesianLogisticRegressionModel::new);
  }

  public static BayesianLogisticRegressionModel load(String path) {
    return read().load(path);
  }

  @Override
  public ModelBody<BayesianLogisticRegressionModel> body() {
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
  public int numFeatures() {
    return body.numFeatures();
  }

  /** Of summaries that Spark's own classifiers make; both of Spark's return types at once. */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public scala.Tuple3 findSummaryModel() {
    return new scala.Tuple3<>(this, getProbabilityCol(), getPredictionCol());
  }

  @Override
  public int numClasses() {
    return 2;
  }

  private double expected(Vector features) {
    return body.said(features).number("expected");
  }

  @Override
  public double predict(Vector features) {
    return (double) Shown.CLASS.of(expected(features), body.threshold());
  }

  /** Logits of the predictive probabilities. */
  @Override
  public Vector predictRaw(Vector features) {
    return (Vector) Shown.LOGITS.of(expected(features), body.threshold());
  }

  @Override
  public Vector predictProbability(Vector features) {
    return (Vector) Shown.PROBABILITIES.of(expected(features), body.threshold());
  }

  @Override
  public Vector raw2probabilityInPlace(Vector raw) {
    double[] values = ((DenseVector) raw).values();
    for (int c = 0; c < values.length; c++) {
      values[c] = 1 / (1 + StrictMath.exp(-values[c]));
    }
    return raw;
  }

  @Override
  public double raw2prediction(Vector raw) {
    return probability2prediction(raw2probability(raw));
  }

  @Override
  public double probability2prediction(Vector probability) {
    return (double) Shown.CLASS.of(probability.apply(1), body.threshold());
  }

  /** Above which the probability of 1 makes a row of class 1. */
  public BayesianLogisticRegressionModel setThreshold(double value) {
    return with(Face.THRESHOLD, value);
  }

  @Override
  public BayesianLogisticRegressionModel setThresholds(double[] value) {
    return setThreshold(RegressionFaces.threshold(value));
  }

  @Override
  public double[] getThresholds() {
    return RegressionFaces.thresholds(body.threshold());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return body.added(schema);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema(), true);
    return body.transformed(dataset);
  }

  /** Bytes of the parameters, about, by which Spark Connect keeps or drops models. */
  @Override
  public long estimatedSize() {
    return body.bytes();
  }

  @Override
  public BayesianLogisticRegressionModel copy(ParamMap extra) {
    return body.copy(extra);
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this);
  }

  @Override
  public String toString() {
    return body.text();
  }
}
