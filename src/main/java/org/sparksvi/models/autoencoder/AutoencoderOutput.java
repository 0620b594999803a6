package org.sparksvi.models.autoencoder;

import java.io.Serializable;

/**
 * Where {@link Autoencoder#transforms} writes what: E[z | x], var[z | x], the expected row at E[z],
 * and an estimate of log p(x).
 *
 * @param latent J
 * @param values D
 */
public record AutoencoderOutput(int latent, int values) implements Serializable {

  /** Where the variances begin; the means begin at 0. */
  public int variances() {
    return latent;
  }

  /** Where the reconstruction begins. */
  public int reconstruction() {
    return 2 * latent;
  }

  /** Where the log density stands. */
  public int logDensity() {
    return 2 * latent + values;
  }

  public int columns() {
    return logDensity() + 1;
  }
}
