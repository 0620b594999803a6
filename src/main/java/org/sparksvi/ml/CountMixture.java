package org.sparksvi.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.model.Column;

/** Mixtures of multinomials or Bernoullis, over counts or text: a document has one component. */
public final class CountMixture extends MixtureEstimator<CountMixture, CountMixtureModel> {
  private static final long serialVersionUID = 1L;

  static final Face FACE =
      new Face(
          "count-mixture",
          NAMES,
          List.of(
              new Face.Output(
                  "responsibilities", Column.Type.VECTOR, "probabilityCol", "probability"),
              new Face.Output("component", Column.Type.WHOLE, "predictionCol", "prediction"),
              new Face.Output("logProbability", Column.Type.NUMBER, "logProbabilityCol", "")));

  public CountMixture() {
    this(Identifiable$.MODULE$.randomUID("countMixture"));
  }

  public CountMixture(String uid) {
    super(FACE, uid, CountMixtureModel::new);
  }

  public static MLReader<CountMixture> read() {
    return new DefaultParamsReader<>();
  }

  public static CountMixture load(String path) {
    return read().load(path);
  }
}
