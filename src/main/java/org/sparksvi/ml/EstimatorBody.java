package org.sparksvi.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Instrumentation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.engine.TraceLine;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What an estimator does, whatever Spark takes it for.
 *
 * @param <M> its models
 */
public final class EstimatorBody<M extends Model<M> & SviModel<M>> {
  private final Face face;
  private final Estimator<M> stage;
  private final ModelMaker<M> maker;
  private Optional<M> initial = Optional.empty();
  private volatile Optional<TraceLine> latest = Optional.empty(); // read while fit works

  /**
   * Of an estimator.
   *
   * @param stage whose Params say how
   * @param maker of its models
   */
  EstimatorBody(Face face, Estimator<M> stage, ModelMaker<M> maker) {
    this.face = face;
    this.stage = stage;
    this.maker = maker;
  }

  /** Begins at a model's parameters from now on. */
  void beginAt(Optional<M> model) {
    initial = model;
  }

  /** The latest round of the fit that is working, or has ended. */
  Optional<TraceLine> latest() {
    return latest;
  }

  Optional<M> initial() {
    return initial;
  }

  M fit(Dataset<?> dataset) {
    return Instrumentation.instrumented(
        log -> {
          log.logPipelineStage(stage);
          log.logDataset(dataset);
          log.logParams(
              stage, CollectionConverters.asScala(List.<Param<?>>of(stage.params())).toSeq());
          M fitted = fit(dataset, log);
          log.logNumFeatures(fitted.body().numFeatures());
          return fitted;
        });
  }

  private M fit(Dataset<?> dataset, Instrumentation log) {
    latest = Optional.empty();
    stage.transformSchema(dataset.schema());
    Learnt learnt =
        new FrameFit(
                face,
                stage,
                dataset,
                initial.map(model -> new FrameFit.Initial(model.trained())),
                line -> log.logInfo(() -> line),
                line -> latest = Optional.of(line))
            .fit();
    M model = stage.copyValues(maker.of(stage.uid(), learnt).setParent(stage), ParamMap.empty());
    model.body().bind();
    return model;
  }

  /** The columns of rows with those that they receive. */
  StructType added(StructType schema) {
    FrameSettings.of(face, stage).requireAcceptable();
    return FrameColumns.of(face, stage).added(schema);
  }
}
