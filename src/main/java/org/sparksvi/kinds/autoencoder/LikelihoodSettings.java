package org.sparksvi.kinds.autoencoder;

import org.sparksvi.kind.Rule;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.SettingTypes;
import org.sparksvi.kind.Values;
import org.sparksvi.models.autoencoder.Bernoulli;
import org.sparksvi.models.autoencoder.Gaussian;
import org.sparksvi.models.autoencoder.Gaussian.Noise;
import org.sparksvi.models.autoencoder.Likelihood;
import org.sparksvi.models.autoencoder.Multinomial;
import org.sparksvi.models.autoencoder.NegativeBinomial;
import org.sparksvi.models.autoencoder.Poisson;

/** The rows of the settings that say p(x | z). */
final class LikelihoodSettings {
  static final Setting<Family> LIKELIHOOD =
      Setting.of(
          "model.likelihood",
          Family.BERNOULLI,
          SettingTypes.choice("auto", Family.BERNOULLI),
          "p(x | z)");
  static final Setting<Noise> NOISE =
      Setting.choice(
              "model.noise",
              Noise.ISOTROPIC,
              "noise of a gaussian: isotropic, diagonal, or fixed at noise-variance")
          .publishedWhere(LikelihoodSettings::isGaussian);
  static final Setting<Double> NOISE_VARIANCE =
      Setting.of(
              "model.noise-variance",
              1.0,
              SettingTypes.realOrNull(1, v -> v > 0, "a positive number"),
              "variance of each column, in its own units, with noise = fixed")
          .named("variance")
          .publishedWhere(LikelihoodSettings::isGaussian);
  static final Setting<Double> VARIANCE_FLOOR =
      Setting.real(
              "model.variance-floor",
              1e-4,
              v -> v > 0 && v < 1,
              "a number between 0 and 1",
              "least variance of a gaussian, as a share of the columns' own")
          .publishedWhere(LikelihoodSettings::isGaussian);
  static final Setting<Boolean> LIBRARY_SIZE =
      Setting.flag(
              "model.library-size",
              false,
              "whether rates of poisson and negative-binomial are shares of a row's total")
          .publishedWhere(values -> isOfRates(values.get(LIKELIHOOD)));

  static final Rule[] RULES = {
    Rule.only(NOISE, LIKELIHOOD, family -> family == Family.GAUSSIAN),
    Rule.only(NOISE_VARIANCE, LIKELIHOOD, family -> family == Family.GAUSSIAN),
    Rule.only(VARIANCE_FLOOR, LIKELIHOOD, family -> family == Family.GAUSSIAN),
    Rule.only(LIBRARY_SIZE, LIKELIHOOD, LikelihoodSettings::isOfRates),
    Rule.needs(NOISE_VARIANCE, NOISE, noise -> noise == Noise.FIXED),
    Rule.only(NOISE_VARIANCE, NOISE, noise -> noise == Noise.FIXED),
    Rule.only(VARIANCE_FLOOR, NOISE, noise -> noise != Noise.FIXED)
  };

  private LikelihoodSettings() {}

  /** Distributions of a row. */
  enum Family {
    BERNOULLI,
    GAUSSIAN,
    MULTINOMIAL,
    POISSON,
    NEGATIVE_BINOMIAL
  }

  private static boolean isGaussian(Values values) {
    return values.get(LIKELIHOOD) == Family.GAUSSIAN;
  }

  private static boolean isOfRates(Family family) {
    return family == Family.POISSON || family == Family.NEGATIVE_BINOMIAL;
  }

  static Likelihood likelihood(Values settings) {
    boolean librarySize = settings.get(LIBRARY_SIZE);
    return switch (settings.get(LIKELIHOOD)) {
      case BERNOULLI -> new Bernoulli();
      case GAUSSIAN ->
          new Gaussian(
              settings.get(NOISE), settings.get(VARIANCE_FLOOR), settings.get(NOISE_VARIANCE));
      case MULTINOMIAL -> new Multinomial();
      case POISSON -> new Poisson(librarySize);
      case NEGATIVE_BINOMIAL -> new NegativeBinomial(librarySize);
    };
  }
}
