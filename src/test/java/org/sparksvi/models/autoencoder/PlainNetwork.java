package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import org.sparksvi.bundle.Bundle;

/** The networks and the quantities of one row as plain loops over the fields of a bundle. */
final class PlainNetwork {
  private final AutoencoderSettings settings;
  private final Bundle parameters;

  PlainNetwork(AutoencoderSettings settings, Bundle parameters) {
    this.settings = settings;
    this.parameters = parameters;
  }

  /** N(means, diag exp(2 logDeviations)). */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Normals(double[] means, double[] logDeviations) {
    double[] at(double[] noise, int from) {
      double[] z = new double[means.length];
      Arrays.setAll(z, j -> means[j] + Math.exp(logDeviations[j]) * noise[from + j]);
      return z;
    }

    double logDensity(double[] z) {
      double sum = 0;
      for (int j = 0; j < z.length; j++) {
        double e = (z[j] - means[j]) / Math.exp(logDeviations[j]);
        sum -= 0.5 * (e * e + Math.log(2 * Math.PI)) + logDeviations[j];
      }
      return sum;
    }

    /** KL(q || N(0, I)): cross entropy less entropy. */
    double divergence() {
      double sum = 0;
      for (int j = 0; j < means.length; j++) {
        double variance = Math.exp(2 * logDeviations[j]);
        double cross = 0.5 * (Math.log(2 * Math.PI) + variance + means[j] * means[j]);
        double entropy = 0.5 * Math.log(2 * Math.PI * Math.E * variance);
        sum += cross - entropy;
      }
      return sum;
    }
  }

  static Normals prior(int latent) {
    return new Normals(new double[latent], new double[latent]);
  }

  /** q(z | x) of a row in the data's units. */
  Normals encode(double[] x) {
    double[] inputs = Textbook.inputs(settings.likelihood(), standardised(x));
    double[] outputs = outputs("encoder", inputs, settings.encoder().size());
    int latent = settings.latent();
    return new Normals(
        Arrays.copyOf(outputs, latent), Arrays.copyOfRange(outputs, latent, 2 * latent));
  }

  double[] decode(double[] z) {
    return outputs("decoder", z, settings.decoder().size());
  }

  /** log p(x | z) of a row in the data's units. */
  double logLikelihood(double[] x, double[] z) {
    double density =
        Textbook.logDensity(settings.likelihood(), standardised(x), decode(z), parameters);
    for (double scale : parameters.values("data.scale")) {
      density -= Math.log(scale);
    }
    return density;
  }

  /** log p(x, z) − log q(z). */
  double logWeight(double[] x, double[] z, Normals q) {
    return logLikelihood(x, z) + prior(z.length).logDensity(z) - q.logDensity(z);
  }

  private double[] standardised(double[] x) {
    double[] centre = parameters.values("data.centre");
    double[] scale = parameters.values("data.scale");
    double[] y = new double[x.length];
    Arrays.setAll(y, d -> (x[d] - centre[d]) / scale[d]);
    return y;
  }

  private double[] outputs(String name, double[] in, int hidden) {
    double[] h = in;
    for (int layer = 0; layer < hidden; layer++) {
      h = Arrays.stream(sums(name + "." + layer, h)).map(this::activation).toArray();
    }
    return sums(name + ".outputs", h);
  }

  private double[] sums(String layer, double[] in) {
    double[] weights = parameters.values(layer + ".weights");
    double[] out = parameters.copyOf(layer + ".bias");
    for (int i = 0; i < in.length; i++) {
      for (int o = 0; o < out.length; o++) {
        out[o] += in[i] * weights[i * out.length + o];
      }
    }
    return out;
  }

  private double activation(double a) {
    return switch (settings.activation()) {
      case TANH -> Math.tanh(a);
      case RELU -> Math.max(0, a);
      case ELU -> a > 0 ? a : Math.exp(a) - 1;
      case SOFTPLUS -> Math.log(1 + Math.exp(a));
    };
  }
}
