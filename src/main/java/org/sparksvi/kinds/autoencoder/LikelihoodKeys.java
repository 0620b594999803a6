package org.sparksvi.kinds.autoencoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.FormatException;
import org.sparksvi.models.autoencoder.Bernoulli;
import org.sparksvi.models.autoencoder.Gaussian;
import org.sparksvi.models.autoencoder.Likelihood;
import org.sparksvi.models.autoencoder.Multinomial;
import org.sparksvi.models.autoencoder.NegativeBinomial;
import org.sparksvi.models.autoencoder.Poisson;
import org.sparksvi.rows.SettingsJson;

/** What a configuration and a published model say about p(x | z). */
final class LikelihoodKeys {
  private static final String FAMILY = "likelihood";
  private static final String NOISE = "noise";
  private static final String VARIANCE = "variance";
  private static final String FLOOR = "varianceFloor";
  private static final String LIBRARY_SIZE = "librarySize";

  private enum Family {
    BERNOULLI,
    GAUSSIAN,
    MULTINOMIAL,
    POISSON,
    NEGATIVE_BINOMIAL
  }

  private LikelihoodKeys() {}

  static List<String> keys() {
    return List.of(
        "model.likelihood",
        "model.noise",
        "model.noise-variance",
        "model.variance-floor",
        "model.library-size");
  }

  static Likelihood of(Configuration c) {
    Family family = c.choice("model.likelihood", Choices.of(Family.class));
    requireUsed(c, family);
    Gaussian.Noise noise = c.choice("model.noise", Choices.of(Gaussian.Noise.class));
    String varianceKey = "model.noise-variance";
    if (noise == Gaussian.Noise.FIXED && !c.has(varianceKey)) {
      throw c.refuse(varianceKey, "be given where model.noise is fixed");
    }
    double variance =
        c.has(varianceKey) ? c.real(varianceKey, v -> v > 0, "be a positive number") : 1;
    double floor =
        c.real("model.variance-floor", v -> v > 0 && v < 1, "be a number between 0 and 1");
    boolean librarySize = c.flag("model.library-size");
    return likelihood(family, noise, variance, floor, librarySize);
  }

  private static void requireUsed(Configuration c, Family family) {
    boolean ofRates = ofRates(family);
    for (String key : keys().subList(1, keys().size())) {
      boolean ofCounts = key.equals("model.library-size");
      if (c.isGiven(key) && (ofCounts ? !ofRates : family != Family.GAUSSIAN)) {
        throw c.refuse(key, "not be given where model.likelihood is " + Choices.word(family));
      }
    }
    boolean fixed = c.show("model.noise").equals("\"fixed\"");
    if (c.isGiven("model.noise-variance") && !fixed) {
      throw c.refuse("model.noise-variance", "not be given where model.noise is not fixed");
    }
    if (c.isGiven("model.variance-floor") && fixed) {
      throw c.refuse("model.variance-floor", "not be given where model.noise is fixed");
    }
  }

  private static Likelihood likelihood(
      Family family, Gaussian.Noise noise, double variance, double floor, boolean librarySize) {
    return switch (family) {
      case BERNOULLI -> new Bernoulli();
      case GAUSSIAN -> new Gaussian(noise, floor, variance);
      case MULTINOMIAL -> new Multinomial();
      case POISSON -> new Poisson(librarySize);
      case NEGATIVE_BINOMIAL -> new NegativeBinomial(librarySize);
    };
  }

  static void put(Likelihood likelihood, ObjectNode json) {
    json.put(FAMILY, likelihood.name());
    if (likelihood instanceof Gaussian gaussian) {
      json.put(NOISE, Choices.word(gaussian.noise()));
      json.put(VARIANCE, gaussian.variance());
      json.put(FLOOR, gaussian.floor());
    }
    if (likelihood instanceof Poisson poisson) {
      json.put(LIBRARY_SIZE, poisson.librarySize());
    }
    if (likelihood instanceof NegativeBinomial counts) {
      json.put(LIBRARY_SIZE, counts.librarySize());
    }
  }

  static Likelihood read(ObjectNode json, String place) {
    Family family = SettingsJson.constant(Family.class, json, FAMILY, place);
    boolean gaussian = family == Family.GAUSSIAN;
    return likelihood(
        family,
        gaussian
            ? SettingsJson.constant(Gaussian.Noise.class, json, NOISE, place)
            : Gaussian.Noise.ISOTROPIC,
        gaussian ? SettingsJson.number(json, VARIANCE, place) : 1,
        gaussian ? SettingsJson.number(json, FLOOR, place) : 1,
        ofRates(family) && flag(json, place));
  }

  private static boolean ofRates(Family family) {
    return family == Family.POISSON || family == Family.NEGATIVE_BINOMIAL;
  }

  private static boolean flag(ObjectNode json, String place) {
    JsonNode node = json.path(LIBRARY_SIZE);
    if (!node.isBoolean()) {
      throw new FormatException(
          place, "'%s' must be true or false, but is %s".formatted(LIBRARY_SIZE, node));
    }
    return node.booleanValue();
  }
}
