package org.sparksvi.ml;

import java.util.Map;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.IntParam;

/**
 * Trains mixtures, whatever their components are.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class MixtureEstimator<
        E extends MixtureEstimator<E, M>, M extends Model<M> & SviModel<M>>
    extends KindEstimator<E, M> {
  private static final long serialVersionUID = 1L;

  /** Names of Params by the keys that they stand for. */
  static final Map<String, String> NAMES =
      Map.of(
          "model.components", "k",
          "model.weights", "weightPrior",
          "inference.epochs", "maxIter");

  MixtureEstimator(Face face, String uid, ModelMaker<M> maker) {
    super(face, uid, maker);
  }

  public final IntParam k() {
    return (IntParam) (Object) getParam("k");
  }

  public final E setK(int value) {
    return with("k", value);
  }

  /** Most visits of every row: iterations where a round has all rows, as it has by default. */
  public final E setMaxIter(int value) {
    return with("maxIter", value);
  }

  public final E setTol(double value) {
    return with("tol", value);
  }

  public final E setPredictionCol(String value) {
    return with("predictionCol", value);
  }

  public final E setProbabilityCol(String value) {
    return with("probabilityCol", value);
  }
}
