package org.sparksvi.kinds.autoencoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.models.autoencoder.Activation;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.Bernoulli;
import org.sparksvi.models.autoencoder.Binarisation;
import org.sparksvi.models.autoencoder.FloatingPoint;
import org.sparksvi.models.autoencoder.Likelihood;
import org.sparksvi.models.autoencoder.LocalSettings;
import org.sparksvi.models.autoencoder.Objective;
import org.sparksvi.models.autoencoder.ObjectiveSettings;
import org.sparksvi.models.autoencoder.Posterior;
import org.sparksvi.rows.SettingsJson;

/**
 * What a configuration says about an autoencoder: its settings but for the number of columns.
 *
 * @param settings with one column
 * @param densitySamples of z for each row's density in {@code transform}
 */
record AutoencoderKeys(AutoencoderSettings settings, int densitySamples) {
  private static final int MOST_UNITS = 1_000_000;
  private static final int MOST_SAMPLES = 1_000_000;

  static List<String> keys() {
    List<String> own =
        List.of(
            "model.latent",
            "model.encoder",
            "model.decoder",
            "model.activation",
            "model.posterior",
            "model.objective",
            "model.samples",
            "model.beta",
            "model.warm-up-rounds",
            "model.local-steps",
            "model.local-rate",
            "model.local-samples",
            "model.binarise",
            "model.dropout",
            "model.weight-precision",
            "model.precision",
            "model.density-samples");
    return Stream.concat(own.stream(), LikelihoodKeys.keys().stream()).toList();
  }

  static AutoencoderKeys of(Configuration c) {
    Likelihood likelihood = LikelihoodKeys.of(c);
    Binarisation binarisation = c.choice("model.binarise", Choices.of(Binarisation.class));
    if (binarisation != Binarisation.NONE && !(likelihood instanceof Bernoulli)) {
      throw c.refuse("model.binarise", "be none where model.likelihood is not bernoulli");
    }
    Posterior posterior = c.choice("model.posterior", Choices.of(Posterior.class));
    if (posterior == Posterior.FREE) {
      for (String key : List.of("model.dropout", "model.encoder")) {
        if (c.isGiven(key)) {
          throw c.refuse(key, "not be given where model.posterior is free");
        }
      }
    }
    return new AutoencoderKeys(
        new AutoencoderSettings(
            1,
            c.whole("model.latent", 1, MOST_UNITS),
            widths(c, "model.encoder"),
            widths(c, "model.decoder"),
            c.choice("model.activation", Choices.of(Activation.class)),
            likelihood,
            posterior,
            objective(c, posterior),
            new LocalSettings(
                c.whole("model.local-steps", 1, MOST_SAMPLES),
                c.real("model.local-rate", v -> v > 0, "be a positive number"),
                c.whole("model.local-samples", 1, MOST_SAMPLES)),
            binarisation,
            c.real("model.dropout", v -> v >= 0 && v < 1, "be a number in [0, 1)"),
            c.real("model.weight-precision", v -> v >= 0, "be a number of at least 0"),
            c.choice("model.precision", Choices.of(FloatingPoint.class))),
        c.whole("model.density-samples", 1, MOST_SAMPLES));
  }

  private static ObjectiveSettings objective(Configuration c, Posterior posterior) {
    Objective objective = c.choice("model.objective", Choices.of(Objective.class));
    double beta = c.real("model.beta", v -> v >= 0, "be a number of at least 0");
    long warmUp = c.whole("model.warm-up-rounds", 0L, Long.MAX_VALUE);
    if (objective == Objective.IMPORTANCE) {
      if (posterior == Posterior.FREE) {
        throw c.refuse("model.objective", "be elbo where model.posterior is free");
      }
      if (beta != 1) {
        throw c.refuse("model.beta", "be 1 where model.objective is importance");
      }
      if (warmUp > 0) {
        throw c.refuse("model.warm-up-rounds", "be 0 where model.objective is importance");
      }
    }
    return new ObjectiveSettings(
        objective, c.whole("model.samples", 1, MOST_SAMPLES), beta, warmUp);
  }

  private static List<Integer> widths(Configuration c, String key) {
    List<Integer> widths = new ArrayList<>();
    for (String text : c.texts(key)) {
      int width;
      try {
        width = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        width = 0;
      }
      if (width < 1 || width > MOST_UNITS) {
        throw c.refuse(key, "list whole numbers of units from 1 to " + MOST_UNITS);
      }
      widths.add(width);
    }
    return widths;
  }

  /** As it is published. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("latent", settings.latent());
    put(json, "encoder", settings.encoder());
    put(json, "decoder", settings.decoder());
    json.put("activation", Choices.word(settings.activation()));
    LikelihoodKeys.put(settings.likelihood(), json);
    json.put("posterior", Choices.word(settings.posterior()));
    json.put("objective", Choices.word(settings.objective().objective()));
    json.put("samples", settings.objective().samples());
    json.put("beta", settings.objective().beta());
    json.put("warmUpRounds", settings.objective().warmUpRounds());
    json.put("localSteps", settings.local().steps());
    json.put("localRate", settings.local().rate());
    json.put("localSamples", settings.local().samples());
    json.put("binarise", Choices.word(settings.binarisation()));
    json.put("dropout", settings.dropout());
    json.put("weightPrecision", settings.weightPrecision());
    json.put("precision", Choices.word(settings.precision()));
    json.put("densitySamples", densitySamples);
    return json;
  }

  private static void put(ObjectNode json, String name, List<Integer> widths) {
    ArrayNode array = json.putArray(name);
    widths.forEach(array::add);
  }

  /** What {@link #json} made. */
  static AutoencoderKeys read(ObjectNode json, String place) {
    try {
      return new AutoencoderKeys(
          new AutoencoderSettings(
              1,
              whole(json, "latent", place),
              widths(json, "encoder", place),
              widths(json, "decoder", place),
              SettingsJson.constant(Activation.class, json, "activation", place),
              LikelihoodKeys.read(json, place),
              SettingsJson.constant(Posterior.class, json, "posterior", place),
              new ObjectiveSettings(
                  SettingsJson.constant(Objective.class, json, "objective", place),
                  whole(json, "samples", place),
                  SettingsJson.number(json, "beta", place),
                  (long) SettingsJson.number(json, "warmUpRounds", place)),
              new LocalSettings(
                  whole(json, "localSteps", place),
                  SettingsJson.number(json, "localRate", place),
                  whole(json, "localSamples", place)),
              SettingsJson.constant(Binarisation.class, json, "binarise", place),
              SettingsJson.number(json, "dropout", place),
              SettingsJson.number(json, "weightPrecision", place),
              SettingsJson.constant(FloatingPoint.class, json, "precision", place)),
          whole(json, "densitySamples", place));
    } catch (IllegalArgumentException e) {
      throw new FormatException(place, e.getMessage(), e);
    }
  }

  private static List<Integer> widths(ObjectNode json, String name, String place) {
    List<Integer> widths = new ArrayList<>();
    for (JsonNode width : json.path(name)) {
      widths.add(whole(width, name, place));
    }
    return widths;
  }

  private static int whole(ObjectNode json, String name, String place) {
    return whole(json.path(name), name, place);
  }

  private static int whole(JsonNode node, String name, String place) {
    if (!node.canConvertToInt() || node.intValue() < 1 || node.intValue() > MOST_UNITS) {
      throw new FormatException(
          place,
          "'%s' must be a whole number from 1 to %d, but is %s".formatted(name, MOST_UNITS, node));
    }
    return node.intValue();
  }
}
