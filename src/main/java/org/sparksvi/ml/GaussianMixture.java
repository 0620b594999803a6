package org.sparksvi.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.model.Column;

/** Mixtures of Gaussian components, over rows of numbers. */
public final class GaussianMixture extends MixtureEstimator<GaussianMixture, GaussianMixtureModel> {
  private static final long serialVersionUID = 1L;

  static final Face FACE =
      new Face(
          "mixture",
          NAMES,
          List.of(
              new Face.Output(
                  "responsibilities", Column.Type.VECTOR, "probabilityCol", "probability"),
              new Face.Output("component", Column.Type.WHOLE, "predictionCol", "prediction"),
              new Face.Output("logDensity", Column.Type.NUMBER, "logDensityCol", "")));

  public GaussianMixture() {
    this(Identifiable$.MODULE$.randomUID("gaussianMixture"));
  }

  public GaussianMixture(String uid) {
    super(FACE, uid, GaussianMixtureModel::new);
  }

  public static MLReader<GaussianMixture> read() {
    return new DefaultParamsReader<>();
  }

  public static GaussianMixture load(String path) {
    return read().load(path);
  }

  public GaussianMixture setWeightCol(String value) {
    return with("weightCol", value);
  }
}
