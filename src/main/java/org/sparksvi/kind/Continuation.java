package org.sparksvi.kind;

import java.util.function.Function;
import org.sparksvi.bundle.Bundle;

/**
 * A model that goes on with new rows.
 *
 * @param headline what is trained on what, after "training"
 * @param stored the model and its blocks
 * @param publish the model as it is published, of parameters of the training
 */
public record Continuation(
    String headline, StoredModel<?, ?, ?> stored, Function<Bundle, TrainedModel> publish)
    implements Trainable {

  @Override
  public TrainedModel trained(Bundle parameters) {
    return publish.apply(parameters);
  }
}
