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
import scala.jdk.javaapi.CollectionConverters;

/**
 * What an estimator does, whatever Spark takes it for.
 *
 * @param stage whose Params say how
 * @param maker of its models
 */
record EstimatorBody<M extends Model<M> & SviModel<M>>(
    Face face, Estimator<M> stage, ModelMaker<M> maker) {

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
    stage.transformSchema(dataset.schema());
    Learnt learnt =
        new FrameFit(face, stage, dataset, Optional.empty(), line -> log.logInfo(() -> line)).fit();
    return stage.copyValues(maker.of(stage.uid(), learnt).setParent(stage), ParamMap.empty());
  }

  /** The columns of rows with those that they receive. */
  StructType added(StructType schema) {
    FrameSettings.of(face, stage).requireAcceptable();
    return FrameColumns.of(face, stage).added(schema);
  }
}
