package org.sparksvi.kinds.factor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.models.factor.ArdSettings;
import org.sparksvi.models.factor.BayesianPca;
import org.sparksvi.models.factor.FactorModel;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.factor.LatentFactors;
import org.sparksvi.models.factor.Noise;
import org.sparksvi.rows.SettingsJson;

/**
 * What a configuration says about a factor model.
 *
 * @param latent q, the number of factors
 * @param noise that factors do not explain
 * @param bayes whether factors have priors that switch off those that are not needed
 * @param missing whether values may be missing
 */
record FactorKeys(int latent, Noise noise, boolean bayes, boolean missing) {
  private static final int MOST_FACTORS = 10_000;

  /** Whether factors have priors, by the estimator's name. */
  private static final Map<String, Boolean> ESTIMATORS =
      new TreeMap<>(Map.of("ml", false, "bayes", true));

  static FactorKeys of(Configuration c) {
    Noise noise = c.choice("model.noise", Choices.of(Noise.class));
    boolean bayes = c.choice("model.estimator", ESTIMATORS);
    if (bayes && noise != Noise.ISOTROPIC) {
      throw c.refuse("model.noise", "be isotropic where model.estimator is bayes");
    }
    return new FactorKeys(
        c.whole("model.latent", 1, MOST_FACTORS), noise, bayes, c.flag("model.missing-values"));
  }

  /** Numbers of one copy of the parameters, about. */
  double numbers(int columns) {
    double size = latent + 1.0;
    return columns * size + (missing ? columns + 1.0 : 1) * size * size;
  }

  /** The model, once the number of columns is known. */
  LatentFactors model(int columns) {
    FactorSettings complete = FactorSettings.of(columns, latent);
    FactorSettings settings = missing ? complete.withMissing() : complete;
    return bayes ? new BayesianPca(settings, ArdSettings.VAGUE) : new FactorModel(settings, noise);
  }

  /** As it is published. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("latent", latent);
    json.put("noise", noise.name().toLowerCase(Locale.ROOT));
    json.put("estimator", bayes ? "bayes" : "ml");
    json.put("missingValues", missing);
    return json;
  }

  /** What {@link #json} made. */
  static FactorKeys read(ObjectNode json, String place) {
    Noise noise = Choices.of(Noise.class).get(json.path("noise").asText(""));
    if (noise == null) {
      throw new FormatException(
          place, "'noise' must be isotropic or diagonal, but is " + json.path("noise"));
    }
    Boolean bayes = ESTIMATORS.get(json.path("estimator").asText(""));
    if (bayes == null) {
      throw new FormatException(
          place, "'estimator' must be ml or bayes, but is " + json.path("estimator"));
    }
    return new FactorKeys(
        SettingsJson.integer(json, "latent", 1, MOST_FACTORS, place),
        noise,
        bayes,
        json.path("missingValues").asBoolean());
  }
}
