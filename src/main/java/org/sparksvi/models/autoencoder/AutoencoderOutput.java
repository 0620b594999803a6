package org.sparksvi.models.autoencoder;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.model.Column;

/**
 * Where {@link Autoencoder#transforms} writes what: E[z | x], var[z | x], the expected row at E[z],
 * and an estimate of log p(x).
 *
 * @param latent J
 * @param values D
 */
record AutoencoderOutput(int latent, int values) implements Serializable {

  static AutoencoderOutput of(AutoencoderSettings settings) {
    return new AutoencoderOutput(settings.latent(), settings.columns());
  }

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

  /** Numbers of a row. */
  int width() {
    return logDensity() + 1;
  }

  /** The columns, in their order. */
  List<Column> columns() {
    return List.of(
        Column.vector("latentMean", latent, "E[z | x]"),
        Column.vector("latentVariance", latent, "var[z | x]"),
        Column.vector("reconstruction", values, "the expected row at E[z | x]"),
        Column.number("logDensity", "importance-weighted estimate of log p(x), in nats"));
  }
}
