package org.sparksvi.ml;

import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLWritable;

/**
 * An estimator or a model of a kind of models, whose Params come from the kind's table of settings.
 *
 * @param <S> the stage itself
 */
public interface SviStage<S extends SviStage<S>> extends Params, MLWritable {

  /**
   * Sets a Param by its name.
   *
   * @throws IllegalArgumentException where there is none, or the value breaks its rule
   */
  @SuppressWarnings("unchecked") // the only class of this type
  default S with(String name, Object value) {
    set(name, value);
    return (S) this;
  }
}
