package org.sparksvi.ml;

import org.apache.spark.ml.util.MLReader;

/** A mixture that was learnt from counts. */
public final class CountMixtureModel extends ComponentsModel<CountMixtureModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public CountMixtureModel() {
    this("", null);
  }

  CountMixtureModel(String uid, Learnt learnt) {
    super(CountMixture.FACE, uid, learnt, CountMixtureModel::new);
  }

  public static MLReader<CountMixtureModel> read() {
    return new ModelReader<>(CountMixtureModel.class, CountMixtureModel::new);
  }

  public static CountMixtureModel load(String path) {
    return read().load(path);
  }
}
