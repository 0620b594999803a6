package org.sparksvi.ml;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.model.Column;

/** Mixtures of multinomials or Bernoullis, over counts or text: a document has one component. */
public final class CountMixture extends SviEstimator<CountMixture, CountMixtureModel> {
  private static final long serialVersionUID = 1L;

  static final Face FACE =
      new Face(
          "count-mixture",
          Map.of(
              "model.components", "k",
              "model.weights", "weightPrior",
              "inference.epochs", "maxIter"),
          List.of(
              new Face.Output(
                  "responsibilities", Column.Type.VECTOR, "probabilityCol", "probability"),
              new Face.Output("component", Column.Type.WHOLE, "predictionCol", "prediction"),
              new Face.Output("logProbability", Column.Type.NUMBER, "logProbabilityCol", "")));

  public CountMixture() {
    this(Identifiable$.MODULE$.randomUID("countMixture"));
  }

  public CountMixture(String uid) {
    super(FACE, uid);
  }

  @Override
  CountMixtureModel model(String modelUid, Learnt learnt) {
    return new CountMixtureModel(modelUid, learnt);
  }

  public static MLReader<CountMixture> read() {
    return new DefaultParamsReader<>();
  }

  public static CountMixture load(String path) {
    return read().load(path);
  }

  public IntParam k() {
    return (IntParam) (Object) getParam("k");
  }

  public CountMixture setK(int value) {
    return with("k", value);
  }

  /** Most visits of every row: iterations where a round has all rows, as it has by default. */
  public CountMixture setMaxIter(int value) {
    return with("maxIter", value);
  }

  public CountMixture setTol(double value) {
    return with("tol", value);
  }

  public CountMixture setPredictionCol(String value) {
    return with("predictionCol", value);
  }

  public CountMixture setProbabilityCol(String value) {
    return with("probabilityCol", value);
  }

  public CountMixture setFeaturesCol(String value) {
    return with("featuresCol", value);
  }

  public CountMixture setSeed(long value) {
    return with("seed", value);
  }
}
