package org.sparksvi.ml;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/** Generalised linear models with a posterior of their coefficients. */
public final class BayesianGLM extends RegressionEstimator<BayesianGLM, BayesianGLMModel> {
  private static final long serialVersionUID = 1L;

  static final Face FACE = RegressionFaces.ofFamilies();

  public BayesianGLM() {
    this(Identifiable$.MODULE$.randomUID("bayesianGLM"));
  }

  public BayesianGLM(String uid) {
    super(FACE, uid, BayesianGLMModel::new);
  }

  public static MLReader<BayesianGLM> read() {
    return new DefaultParamsReader<>();
  }

  public static BayesianGLM load(String path) {
    return read().load(path);
  }

  /** The likelihood: the values of {@code model.likelihood}. */
  public BayesianGLM setFamily(String value) {
    return with("family", value);
  }
}
