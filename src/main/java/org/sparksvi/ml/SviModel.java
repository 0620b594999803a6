package org.sparksvi.ml;

import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.kind.Trained;
import scala.Option;

/**
 * A trained model of some kind.
 *
 * @param <M> the model itself
 */
public interface SviModel<M extends SviModel<M>>
    extends SviStage<M>, HasTrainingSummary<SviSummary> {

  /** What it does, whatever Spark takes it for. */
  ModelBody<M> body();

  /** What was learnt, without Spark. */
  default Trained<?, ?, ?> trained() {
    return body().trained();
  }

  /** How the training went. */
  @Override
  default SviSummary summary() {
    return body().learnt().summary();
  }

  @Override
  default boolean hasSummary() {
    return true;
  }

  @Override
  default Option<SviSummary> trainingSummary() {
    return Option.apply(summary());
  }

  /** Nothing: the summary is the training's. */
  @Override
  default void trainingSummary_$eq(Option<SviSummary> summary) {}

  /** Nothing: the summary is saved with the model, in a directory that it has. */
  @Override
  default void saveSummary(String path) {}

  /** Nothing: the summary is loaded with the model. */
  @Override
  default void loadSummary(String path, Dataset<Row> dataset) {}

  /** The model after more rows; see {@link #update(Dataset, double)}. */
  default M update(Dataset<?> dataset) {
    return update(dataset, 1);
  }

  /**
   * The model after more rows, as {@code svi update} makes it where it keeps no sample of earlier
   * rows: the posterior of earlier rows is the prior of these.
   *
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]; 1 forgets nothing
   * @throws IllegalArgumentException where the rows are not acceptable
   */
  default M update(Dataset<?> dataset, double memory) {
    return body().updated(dataset, memory);
  }

  /** The rows with what the model says of them, row by row when they are needed. */
  Dataset<Row> transform(Dataset<?> dataset);

  /**
   * The columns after {@link #transform}.
   *
   * @throws IllegalArgumentException where a column is missing, of another type, or there already
   */
  StructType transformSchema(StructType schema);
}
