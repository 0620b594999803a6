package org.sparksvi.ml;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/**
 * Generalised linear mixed models: effects that vary by group, with a posterior of all
 * coefficients. Rows are columns of the DataFrame by their names, or as a formula says.
 */
public final class BayesianGLMM extends KindEstimator<BayesianGLMM, BayesianGLMMModel>
    implements RegressionStage<BayesianGLMM> {
  private static final long serialVersionUID = 1L;

  static final Face FACE = RegressionFaces.ofGroups();

  public BayesianGLMM() {
    this(Identifiable$.MODULE$.randomUID("bayesianGLMM"));
  }

  public BayesianGLMM(String uid) {
    super(FACE, uid, BayesianGLMMModel::new);
  }

  public static MLReader<BayesianGLMM> read() {
    return new DefaultParamsReader<>();
  }

  public static BayesianGLMM load(String path) {
    return read().load(path);
  }

  /** The likelihood: the values of {@code model.likelihood}. */
  public BayesianGLMM setFamily(String value) {
    return with("family", value);
  }

  /** Response, columns and effects, such as {@code y ~ x + (1 + x | school)}. */
  public BayesianGLMM setFormula(String value) {
    return with("formula", value);
  }

  /** Effects that vary by group, such as {@code (1 + x | school)}, where there is no formula. */
  public BayesianGLMM setRandom(String... terms) {
    return with("random", terms);
  }

  /** The column of groups. */
  public BayesianGLMM setGroupCol(String value) {
    return with("groupCol", value);
  }
}
