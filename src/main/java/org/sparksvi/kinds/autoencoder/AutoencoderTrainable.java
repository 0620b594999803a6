package org.sparksvi.kinds.autoencoder;

import java.util.function.Function;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.GradientSettings;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.TrainedModel;
import org.sparksvi.update.Rules;

/**
 * An autoencoder that is to be trained.
 *
 * @param headline what is trained on what, after "training"
 * @param stored the model and its blocks
 * @param gradient how it becomes steps
 * @param publish the model as it is published, of parameters of the training
 */
record AutoencoderTrainable(
    String headline,
    StoredModel<?, ?, ?> stored,
    GradientSettings gradient,
    Function<Bundle, TrainedModel> publish)
    implements Trainable {

  @Override
  public Rules rules(Rules configured, long roundsPerEpoch) {
    return AutoencoderModels.rules(gradient, roundsPerEpoch);
  }

  @Override
  public TrainedModel trained(Bundle parameters) {
    return publish.apply(parameters);
  }
}
