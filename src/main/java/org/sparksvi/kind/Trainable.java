package org.sparksvi.kind;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.update.Rules;

/** A model that is to be trained on prepared data. */
public interface Trainable {

  /** What is trained on what, after "training". */
  String headline();

  /** The model and its blocks. */
  StoredModel<?, ?, ?> stored();

  /**
   * The rules of its fields.
   *
   * @param configured for every field
   */
  default Rules rules(Rules configured, long roundsPerEpoch) {
    return configured;
  }

  /** The model as it is published. */
  TrainedModel trained(Bundle parameters);
}
