package org.sparksvi.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * An estimator that Spark knows nothing else of.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class KindEstimator<E extends KindEstimator<E, M>, M extends Model<M> & SviModel<M>>
    extends Estimator<M> implements SviEstimator<E, M> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<?>[] params;
  private final transient EstimatorBody<M> body;

  KindEstimator(Face face, String uid, ModelMaker<M> maker) {
    this.uid = uid; // Params ask for it
    this.params = face.params(this);
    this.body = new EstimatorBody<>(face, this, maker);
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

  public final E setFeaturesCol(String value) {
    return with("featuresCol", value);
  }

  public final E setSeed(long value) {
    return with("seed", value);
  }

  @Override
  public final M fit(Dataset<?> dataset) {
    return body.fit(dataset);
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    return body.added(schema);
  }

  @Override
  @SuppressWarnings("unchecked") // Spark makes it of this class
  public E copy(ParamMap extra) {
    E copy = (E) this.<KindEstimator<E, M>>defaultCopy(extra);
    copy.body().beginAt(body.initial());
    return copy;
  }

  @Override
  public final MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
