package org.sparksvi.ml;

import org.apache.spark.ml.util.MLReader;

/** What BayesianGLM has learnt. */
public final class BayesianGLMModel extends PredictingModel<BayesianGLMModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public BayesianGLMModel() {
    this("", null);
  }

  BayesianGLMModel(String uid, Learnt learnt) {
    super(BayesianGLM.FACE, uid, learnt, BayesianGLMModel::new);
  }

  public static MLReader<BayesianGLMModel> read() {
    return new ModelReader<>(BayesianGLMModel.class, BayesianGLMModel::new);
  }

  public static BayesianGLMModel load(String path) {
    return read().load(path);
  }
}
