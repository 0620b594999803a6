package org.sparksvi.kinds.autoencoder;

import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.kind.Rule;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.SettingTypes;
import org.sparksvi.kind.Settings;
import org.sparksvi.kind.Values;
import org.sparksvi.kinds.autoencoder.LikelihoodSettings.Family;
import org.sparksvi.models.autoencoder.Activation;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.Binarisation;
import org.sparksvi.models.autoencoder.FloatingPoint;
import org.sparksvi.models.autoencoder.LocalSettings;
import org.sparksvi.models.autoencoder.Objective;
import org.sparksvi.models.autoencoder.ObjectiveSettings;
import org.sparksvi.models.autoencoder.Posterior;

/** The settings of autoencoders. */
final class NetworkSettings {
  private static final int MOST_UNITS = 1_000_000;
  private static final int MOST_SAMPLES = 1_000_000;

  static final Setting<Integer> LATENT =
      Setting.whole("model.latent", 2, 1, MOST_UNITS, "J, the dimensions of z");
  static final Setting<List<Integer>> ENCODER =
      Setting.of(
          "model.encoder",
          List.of(256),
          SettingTypes.widths(MOST_UNITS),
          "units of each hidden layer of the encoder, from the columns on");
  static final Setting<List<Integer>> DECODER =
      Setting.of(
          "model.decoder",
          List.of(256),
          SettingTypes.widths(MOST_UNITS),
          "units of each hidden layer of the decoder, from z on");
  static final Setting<Activation> ACTIVATION =
      Setting.choice("model.activation", Activation.RELU, "activation of the hidden units");
  static final Setting<Posterior> POSTERIOR =
      Setting.choice(
          "model.posterior",
          Posterior.AMORTISED,
          "how q(z | x) is found: amortised by an encoder, or free for each row");
  private static final Setting<Objective> OBJECTIVE =
      Setting.choice(
          "model.objective",
          Objective.ELBO,
          "what training raises: the elbo, or the importance-weighted bound");
  private static final Setting<Integer> SAMPLES =
      Setting.whole("model.samples", 1, 1, MOST_SAMPLES, "draws of z per row and round");
  private static final Setting<Double> BETA =
      Setting.real(
          "model.beta",
          1,
          v -> v >= 0,
          "a number of at least 0",
          "weight of the KL divergence; only 1 makes a bound of log p(x)");
  static final Setting<Long> WARM_UP_ROUNDS =
      Setting.of(
          "model.warm-up-rounds", 0L, SettingTypes.count(), "rounds over which beta rises from 0");
  private static final Setting<Integer> LOCAL_STEPS =
      Setting.whole(
          "model.local-steps", 50, 1, MOST_SAMPLES, "Adam's steps on the posterior of one row");
  private static final Setting<Double> LOCAL_RATE =
      Setting.positive("model.local-rate", 0.1, "the rate of the first of them; it falls to 0");
  private static final Setting<Integer> LOCAL_SAMPLES =
      Setting.whole("model.local-samples", 1, 1, MOST_SAMPLES, "draws of z for each of them");
  private static final Setting<Binarisation> BINARISE =
      Setting.choice(
          "model.binarise", Binarisation.NONE, "whether intensities are probabilities of a 1");
  private static final Setting<Double> DROPOUT =
      Setting.real(
          "model.dropout",
          0,
          v -> v >= 0 && v < 1,
          "a number in [0, 1)",
          "share of the encoder's inputs that training leaves out");
  private static final Setting<Double> WEIGHT_PRECISION =
      Setting.real(
          "model.weight-precision",
          0,
          v -> v >= 0,
          "a number of at least 0",
          "precision of a normal prior of the weights around 0");
  static final Setting<FloatingPoint> PRECISION =
      Setting.choice("model.precision", FloatingPoint.SINGLE, "what networks compute with");
  static final Setting<Integer> DENSITY_SAMPLES =
      Setting.whole(
          "model.density-samples",
          64,
          1,
          MOST_SAMPLES,
          "draws of z for each row's log density in transform");

  static final Settings SETTINGS =
      Settings.of(
              LATENT,
              ENCODER,
              DECODER,
              ACTIVATION,
              LikelihoodSettings.LIKELIHOOD,
              LikelihoodSettings.NOISE,
              LikelihoodSettings.NOISE_VARIANCE,
              LikelihoodSettings.VARIANCE_FLOOR,
              LikelihoodSettings.LIBRARY_SIZE,
              POSTERIOR,
              OBJECTIVE,
              SAMPLES,
              BETA,
              WARM_UP_ROUNDS,
              LOCAL_STEPS,
              LOCAL_RATE,
              LOCAL_SAMPLES,
              BINARISE,
              DROPOUT,
              WEIGHT_PRECISION,
              PRECISION,
              DENSITY_SAMPLES)
          .with(
              Stream.concat(
                      Stream.of(LikelihoodSettings.RULES),
                      Stream.of(
                          Rule.must(
                              BINARISE,
                              "be none",
                              b -> b == Binarisation.NONE,
                              LikelihoodSettings.LIKELIHOOD,
                              family -> family != Family.BERNOULLI),
                          Rule.only(DROPOUT, POSTERIOR, p -> p == Posterior.AMORTISED),
                          Rule.only(ENCODER, POSTERIOR, p -> p == Posterior.AMORTISED),
                          Rule.must(
                              OBJECTIVE,
                              "be elbo",
                              o -> o == Objective.ELBO,
                              POSTERIOR,
                              p -> p == Posterior.FREE),
                          Rule.must(
                              BETA,
                              "be 1",
                              beta -> beta == 1,
                              OBJECTIVE,
                              o -> o == Objective.IMPORTANCE),
                          Rule.must(
                              WARM_UP_ROUNDS,
                              "be 0",
                              rounds -> rounds == 0,
                              OBJECTIVE,
                              o -> o == Objective.IMPORTANCE)))
                  .toArray(Rule[]::new));

  private NetworkSettings() {}

  /** The model's own settings, over so many columns. */
  static AutoencoderSettings of(Values values, int columns) {
    return new AutoencoderSettings(
        columns,
        values.get(LATENT),
        values.get(ENCODER),
        values.get(DECODER),
        values.get(ACTIVATION),
        LikelihoodSettings.likelihood(values),
        values.get(POSTERIOR),
        new ObjectiveSettings(
            values.get(OBJECTIVE),
            values.get(SAMPLES),
            values.get(BETA),
            values.get(WARM_UP_ROUNDS)),
        new LocalSettings(
            values.get(LOCAL_STEPS), values.get(LOCAL_RATE), values.get(LOCAL_SAMPLES)),
        values.get(BINARISE),
        values.get(DROPOUT),
        values.get(WEIGHT_PRECISION),
        values.get(PRECISION));
  }
}
