package org.sparksvi.ml;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.model.Column;

/** Mixtures of Gaussian components, over rows of numbers. */
public final class GaussianMixture extends SviEstimator<GaussianMixture, GaussianMixtureModel> {
  private static final long serialVersionUID = 1L;

  static final Face FACE =
      new Face(
          "mixture",
          Map.of(
              "model.components", "k",
              "model.weights", "weightPrior",
              "inference.epochs", "maxIter"),
          List.of(
              new Face.Output(
                  "responsibilities", Column.Type.VECTOR, "probabilityCol", "probability"),
              new Face.Output("component", Column.Type.WHOLE, "predictionCol", "prediction"),
              new Face.Output("logDensity", Column.Type.NUMBER, "logDensityCol", "")));

  public GaussianMixture() {
    this(Identifiable$.MODULE$.randomUID("gaussianMixture"));
  }

  public GaussianMixture(String uid) {
    super(FACE, uid);
  }

  @Override
  GaussianMixtureModel model(String modelUid, Learnt learnt) {
    return new GaussianMixtureModel(modelUid, learnt);
  }

  public static MLReader<GaussianMixture> read() {
    return new DefaultParamsReader<>();
  }

  public static GaussianMixture load(String path) {
    return read().load(path);
  }

  public IntParam k() {
    return (IntParam) (Object) getParam("k");
  }

  public GaussianMixture setK(int value) {
    return with("k", value);
  }

  /** Most visits of every row: iterations where a round has all rows, as it has by default. */
  public GaussianMixture setMaxIter(int value) {
    return with("maxIter", value);
  }

  public GaussianMixture setTol(double value) {
    return with("tol", value);
  }

  public GaussianMixture setWeightCol(String value) {
    return with("weightCol", value);
  }

  public GaussianMixture setPredictionCol(String value) {
    return with("predictionCol", value);
  }

  public GaussianMixture setProbabilityCol(String value) {
    return with("probabilityCol", value);
  }

  public GaussianMixture setFeaturesCol(String value) {
    return with("featuresCol", value);
  }

  public GaussianMixture setSeed(long value) {
    return with("seed", value);
  }
}
