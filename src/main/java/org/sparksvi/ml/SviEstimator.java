package org.sparksvi.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Instrumentation;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Trains a kind of models on a DataFrame, as {@code svi train} does on files: the same rows and
 * settings give the same bits.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class SviEstimator<E extends SviEstimator<E, M>, M extends SviModel<M>>
    extends Estimator<M> implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final transient Face face;
  private final Param<?>[] params;

  SviEstimator(Face face, String uid) {
    this.uid = uid; // Params ask for it
    this.face = face;
    this.params = face.params(this);
    face.setDefaults(this);
  }

  abstract M model(String modelUid, Learnt learnt);

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public final Param<?>[] params() {
    return params.clone();
  }

  /**
   * Sets a Param by its name.
   *
   * @throws IllegalArgumentException where there is none, or the value breaks its rule
   */
  @SuppressWarnings("unchecked") // the only class of this type
  public final E with(String name, Object value) {
    set(name, value);
    return (E) this;
  }

  /** The value of a Param that is set or has a default. */
  final Object value(String name) {
    return getOrDefault(getParam(name));
  }

  @Override
  public final M fit(Dataset<?> dataset) {
    return Instrumentation.instrumented(
        log -> {
          log.logPipelineStage(this);
          log.logDataset(dataset);
          log.logParams(this, CollectionConverters.asScala(List.<Param<?>>of(params)).toSeq());
          M fitted = fit(dataset, log);
          log.logNumFeatures(fitted.numFeatures());
          return fitted;
        });
  }

  private M fit(Dataset<?> dataset, Instrumentation log) {
    transformSchema(dataset.schema());
    Learnt learnt =
        new FrameFit(face, this, dataset, Optional.empty(), line -> log.logInfo(() -> line)).fit();
    return copyValues(model(uid, learnt).setParent(this), ParamMap.empty());
  }

  /**
   * The columns after {@code transform}.
   *
   * @throws IllegalArgumentException where a Param or a column is not acceptable
   */
  @Override
  public final StructType transformSchema(StructType schema) {
    FrameSettings.of(face, this).requireAcceptable();
    return FrameColumns.of(face, this).added(schema);
  }

  @Override
  @SuppressWarnings("unchecked") // Spark makes it of this class
  public final E copy(ParamMap extra) {
    return (E) this.<SviEstimator<E, M>>defaultCopy(extra);
  }

  @Override
  public final MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
