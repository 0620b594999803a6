package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;

/**
 * What an autoencoder has learnt of the latent space.
 *
 * @param mean over rows of E[z_j | x], by dimension
 * @param meanVariance var over rows of E[z_j | x], by dimension; 0 where it says nothing of x
 * @param divergence mean KL(q(z_j | x) || p(z_j)) over rows, in nats, by dimension
 * @param weights numbers that training changes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record AutoencoderSummary(
    double[] mean, double[] meanVariance, double[] divergence, long weights) {
  /** A unit is active where its mean varies more; Burda, Grosse and Salakhutdinov (2016), 5.3. */
  public static final double ACTIVE_VARIANCE = 0.01;

  /** Of an autoencoder's parameters. */
  public static AutoencoderSummary of(Bundle parameters) {
    double[] moments = parameters.values(Network.MOMENTS);
    int latent = moments.length / 3;
    double[] mean = Arrays.copyOf(moments, latent);
    double[] variance = new double[latent];
    double[] divergence = new double[latent];
    for (int j = 0; j < latent; j++) {
      variance[j] = Math.max(0, moments[latent + j] - moments[j] * moments[j]);
      divergence[j] = moments[2 * latent + j];
    }
    long weights = 0;
    for (Field field : parameters.layout().fields()) {
      weights += field.geometry() == Geometry.ASCENDED ? field.size() : 0;
    }
    return new AutoencoderSummary(mean, variance, divergence, weights);
  }

  /** Dimensions that the decoder uses; the others have collapsed to the prior. */
  public int active() {
    int active = 0;
    for (double variance : meanVariance) {
      active += variance > ACTIVE_VARIANCE ? 1 : 0;
    }
    return active;
  }
}
