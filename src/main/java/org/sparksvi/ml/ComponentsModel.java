package org.sparksvi.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/**
 * A mixture, whatever its components are.
 *
 * @param <M> the model itself
 */
public abstract class ComponentsModel<M extends ComponentsModel<M>> extends KindModel<M> {
  private static final long serialVersionUID = 1L;

  ComponentsModel(Face face, String uid, Learnt learnt, ModelMaker<M> maker) {
    super(face, uid, learnt, maker);
  }

  /** The most probable component of a row. */
  public final int predict(Vector features) {
    return (int) body().said(features).number("component");
  }

  /** The probability of each component of a row. */
  public final Vector predictProbability(Vector features) {
    return Vectors.dense(body().said(features).vector("responsibilities"));
  }
}
