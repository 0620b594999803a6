package org.sparksvi.models.autoencoder;

import java.io.Serializable;
import java.util.List;

/**
 * Settings of variational autoencoders.
 *
 * @param columns D of the rows, at least 1
 * @param latent J, dimensions of z, at least 1
 * @param encoder widths of its hidden layers, from the rows on; may be empty
 * @param decoder widths of its hidden layers, from z on; empty for a linear decoder
 * @param activation of all hidden layers
 * @param likelihood p(x | z)
 * @param posterior how q(z | x) is found
 * @param objective what training raises
 * @param local steps that fit a row's own q(z), where it is free or refined
 * @param binarisation of intensities
 * @param dropout share of the encoder's inputs that training leaves out, in [0, 1)
 * @param weightPrecision of a normal prior of all weights around 0; 0 for none
 * @param precision what networks compute with
 */
public record AutoencoderSettings(
    int columns,
    int latent,
    List<Integer> encoder,
    List<Integer> decoder,
    Activation activation,
    Likelihood likelihood,
    Posterior posterior,
    ObjectiveSettings objective,
    LocalSettings local,
    Binarisation binarisation,
    double dropout,
    double weightPrecision,
    FloatingPoint precision)
    implements Serializable {

  public AutoencoderSettings {
    Checks.atLeast("columns", columns, 1);
    Checks.atLeast("latent dimensions", latent, 1);
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
    encoder.forEach(width -> Checks.atLeast("units of an encoder's layer", width, 1));
    decoder.forEach(width -> Checks.atLeast("units of a decoder's layer", width, 1));
    Checks.notNegative("the precision of the weights' prior", weightPrecision);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), but was " + dropout);
    }
    if (dropout > 0 && posterior == Posterior.FREE) {
      throw new IllegalArgumentException(
          "dropout is of an encoder's inputs, so it must be 0 where there is none, but was "
              + dropout);
    }
    if (binarisation != Binarisation.NONE && !(likelihood instanceof Bernoulli)) {
      throw new IllegalArgumentException(
          "rows are binarised for the likelihood bernoulli only, but it is " + likelihood.name());
    }
    if (posterior != Posterior.AMORTISED && objective.objective() == Objective.IMPORTANCE) {
      throw new IllegalArgumentException(
          "the importance-weighted bound is of an amortised posterior, but it is " + posterior);
    }
  }

  /** One hidden layer each way, with all else as usual. */
  public static AutoencoderSettings of(int columns, int latent, int hidden, Likelihood likelihood) {
    return of(columns, latent, List.of(hidden), List.of(hidden), likelihood);
  }

  /** Hidden layers of some widths, with all else as usual. */
  public static AutoencoderSettings of(
      int columns,
      int latent,
      List<Integer> encoder,
      List<Integer> decoder,
      Likelihood likelihood) {
    return new AutoencoderSettings(
        columns,
        latent,
        encoder,
        decoder,
        Activation.TANH,
        likelihood,
        Posterior.AMORTISED,
        ObjectiveSettings.USUAL,
        LocalSettings.USUAL,
        Binarisation.NONE,
        0,
        0,
        FloatingPoint.SINGLE);
  }

  /** The same for rows of so many columns. */
  public AutoencoderSettings ofColumns(int number) {
    return new AutoencoderSettings(
        number,
        latent,
        encoder,
        decoder,
        activation,
        likelihood,
        posterior,
        objective,
        local,
        binarisation,
        dropout,
        weightPrecision,
        precision);
  }

  /** Weights, about, where rows have so many columns. */
  public double numbers(int number) {
    double sum = 0;
    double in = number;
    if (hasEncoder()) {
      for (int width : encoder) {
        sum += in * width;
        in = width;
      }
      sum += in * 2 * latent;
    }
    in = latent;
    for (int width : decoder) {
      sum += in * width;
      in = width;
    }
    return sum + in * number;
  }

  /** The same with another objective. */
  public AutoencoderSettings with(ObjectiveSettings other) {
    return new AutoencoderSettings(
        columns,
        latent,
        encoder,
        decoder,
        activation,
        likelihood,
        posterior,
        other,
        local,
        binarisation,
        dropout,
        weightPrecision,
        precision);
  }

  boolean hasEncoder() {
    return posterior != Posterior.FREE;
  }
}
