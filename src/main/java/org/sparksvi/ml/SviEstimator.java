package org.sparksvi.ml;

import org.apache.spark.ml.Model;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Trains a kind of models on a DataFrame, as {@code svi train} does on files: the same rows and
 * settings give the same bits.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public interface SviEstimator<E extends SviEstimator<E, M>, M extends Model<M> & SviModel<M>>
    extends SviStage<E> {

  /**
   * Trains a model.
   *
   * @throws IllegalArgumentException where the rows or the Params are not acceptable
   */
  M fit(Dataset<?> dataset);

  /**
   * The columns after {@code transform}.
   *
   * @throws IllegalArgumentException where a Param or a column is not acceptable
   */
  StructType transformSchema(StructType schema);
}
