package org.sparksvi.job.kind;

import org.sparksvi.bundle.Bundle;

/** A model that is to be trained on prepared data. */
public interface Trainable {

  /** What is trained on what, after "training". */
  String headline();

  /** The model and its blocks. */
  StoredModel<?, ?, ?> stored();

  /** The model as it is published. */
  TrainedModel trained(Bundle parameters);
}
