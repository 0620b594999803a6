package org.sparksvi.kind;

import org.sparksvi.format.Vocabulary;

/** A trained model that goes on with more rows. */
public interface Updates {

  /**
   * Refuses a factor that has no meaning for this model.
   *
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]
   * @throws org.sparksvi.config.ConfigurationException where it keeps no sums
   */
  default void requireMemory(double memory) {}

  /** Names of the columns; those of the model that has gone on begin with them. */
  Vocabulary columns();

  /**
   * The model that goes on.
   *
   * @param more rows, in these columns and maybe some behind them
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]
   */
  Trainable updated(Prepared more, double memory);

  /**
   * How the posterior has moved.
   *
   * @param after what {@link #updated} made of this model with the same memory
   */
  Drift drift(TrainedModel after, double memory);
}
