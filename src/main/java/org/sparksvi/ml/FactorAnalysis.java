package org.sparksvi.ml;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.model.Column;

/** Factor analysis, probabilistic and Bayesian principal components, over rows of numbers. */
public final class FactorAnalysis extends KindEstimator<FactorAnalysis, FactorAnalysisModel> {
  private static final long serialVersionUID = 1L;

  static final Face FACE =
      new Face(
          "factor",
          Map.of("model.latent", "k", "inference.epochs", "maxIter"),
          List.of(
              new Face.Output("latentMean", Column.Type.VECTOR, "latentCol", "latent"),
              new Face.Output("latentCovariance", Column.Type.SYMMETRIC, "latentCovarianceCol", ""),
              new Face.Output("logDensity", Column.Type.NUMBER, "logDensityCol", ""),
              new Face.Output("imputed", Column.Type.VECTOR, "imputedCol", "")));

  public FactorAnalysis() {
    this(Identifiable$.MODULE$.randomUID("factorAnalysis"));
  }

  public FactorAnalysis(String uid) {
    super(FACE, uid, FactorAnalysisModel::new);
  }

  public static MLReader<FactorAnalysis> read() {
    return new DefaultParamsReader<>();
  }

  public static FactorAnalysis load(String path) {
    return read().load(path);
  }

  public IntParam k() {
    return (IntParam) (Object) getParam("k");
  }

  public FactorAnalysis setK(int value) {
    return with("k", value);
  }

  /** Most visits of every row: iterations where a round has all rows, as it has by default. */
  public FactorAnalysis setMaxIter(int value) {
    return with("maxIter", value);
  }

  public FactorAnalysis setTol(double value) {
    return with("tol", value);
  }

  public FactorAnalysis setWeightCol(String value) {
    return with("weightCol", value);
  }
}
