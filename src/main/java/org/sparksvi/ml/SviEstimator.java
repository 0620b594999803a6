package org.sparksvi.ml;

import java.util.Optional;
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

  /** What it does, whatever Spark takes it for. */
  EstimatorBody<M> body();

  /**
   * Begins training at the parameters of a model, over the same columns or the first of them,
   * rather than anew. It is not saved with the estimator.
   */
  @SuppressWarnings("unchecked") // the only class of this type
  default E setInitialModel(M model) {
    body().beginAt(Optional.of(model));
    return (E) this;
  }

  /** The model whose parameters training begins at. */
  default Optional<M> initialModel() {
    return body().initial();
  }

  /**
   * The latest round of a fit, for those who watch it from another thread: round, epoch and the
   * held-out score, NaN where there is none; empty before the first round.
   */
  default double[] progress() {
    return body()
        .latest()
        .map(line -> new double[] {line.round(), line.epoch(), line.heldOut().orElse(Double.NaN)})
        .orElseGet(() -> new double[0]);
  }

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
