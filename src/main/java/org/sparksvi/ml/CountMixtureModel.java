package org.sparksvi.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;

/** A mixture that was learnt from counts. */
public final class CountMixtureModel extends SviModel<CountMixtureModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public CountMixtureModel() {
    this("", null);
  }

  CountMixtureModel(String uid, Learnt learnt) {
    super(CountMixture.FACE, uid, learnt);
  }

  @Override
  CountMixtureModel model(String modelUid, Learnt same) {
    return new CountMixtureModel(modelUid, same);
  }

  public static MLReader<CountMixtureModel> read() {
    return new ModelReader<>(CountMixtureModel.class, CountMixtureModel::new);
  }

  public static CountMixtureModel load(String path) {
    return read().load(path);
  }

  /** The most probable component of a row. */
  public int predict(Vector features) {
    return (int) said(features).number("component");
  }

  /** The probability of each component of a row. */
  public Vector predictProbability(Vector features) {
    return Vectors.dense(said(features).vector("responsibilities"));
  }
}
