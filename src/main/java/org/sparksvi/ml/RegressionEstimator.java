package org.sparksvi.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Trains regressions of numbers.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class RegressionEstimator<
        E extends RegressionEstimator<E, M>,
        M extends RegressionModel<Vector, M> & LinearPredictorModel<M>>
    extends Regressor<Vector, E, M> implements SviEstimator<E, M>, RegressionStage<E> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<?>[] params;
  private final transient EstimatorBody<M> body;

  RegressionEstimator(Face face, String uid, ModelMaker<M> maker) {
    this.uid = uid; // Params ask for it
    this.params = face.params(this);
    this.body = new EstimatorBody<>(face, this, maker);
    RegressionFaces.adopt(this);
    face.setDefaults(this);
  }

  @Override
  public final EstimatorBody<M> body() {
    return body;
  }

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public final Param<?>[] params() {
    return params.clone();
  }

  @Override
  public final M fit(Dataset<?> dataset) {
    return body.fit(dataset);
  }

  @Override
  public final M train(Dataset<?> dataset) {
    return body.fit(dataset);
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    return body.added(schema);
  }

  @Override
  @SuppressWarnings("unchecked") // Spark makes it of this class
  public final E copy(ParamMap extra) {
    E copy = (E) this.<RegressionEstimator<E, M>>defaultCopy(extra);
    copy.body().beginAt(body.initial());
    return copy;
  }

  @Override
  public final MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
