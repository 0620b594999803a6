package org.sparksvi.kinds.mixture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.rows.SettingsJson;

/**
 * How a mixture's weights, and all else that is unknown, are found.
 *
 * @param weights their prior; of the Bayesian estimator
 * @param concentration of the weights' prior
 */
public record MixingKeys(Estimator estimator, Weights weights, double concentration) {

  /** How what is unknown is found. */
  public enum Estimator {
    /** Maximum likelihood. */
    ML,
    /** Maximum a posteriori. */
    MAP,
    /** Variational posteriors. */
    BAYES
  }

  /** The prior of the weights. */
  public enum Weights {
    DIRICHLET,
    /** Truncated at the number of components. */
    DIRICHLET_PROCESS
  }

  /** Their keys. */
  public static List<String> keys() {
    return List.of("model.estimator", "model.weights", "model.concentration");
  }

  /** Checks the keys. */
  public static MixingKeys of(Configuration c, int components) {
    Weights weights = c.choice("model.weights", Choices.of(Weights.class));
    return new MixingKeys(
        c.choice("model.estimator", Choices.of(Estimator.class)),
        weights,
        concentration(c, weights == Weights.DIRICHLET ? 1.0 / components : 1));
  }

  private static double concentration(Configuration c, double automatic) {
    String key = "model.concentration";
    return c.number(key).isEmpty() && c.show(key).equals("\"auto\"")
        ? automatic
        : c.real(key, v -> v > 0, "be a positive number, or `auto`");
  }

  /** What they say of the weights. */
  public Mixing mixing() {
    if (estimator != Estimator.BAYES) {
      return Mixing.likelihood();
    }
    return switch (weights) {
      case DIRICHLET -> Mixing.dirichlet(concentration);
      case DIRICHLET_PROCESS -> Mixing.sticks(concentration);
    };
  }

  /** Writes them as they are published. */
  public void put(ObjectNode json) {
    json.put("estimator", Choices.word(estimator));
    json.put("weights", Choices.word(weights));
    json.put("concentration", concentration);
  }

  /** What {@link #put} wrote. */
  public static MixingKeys read(ObjectNode json, String place) {
    return new MixingKeys(
        SettingsJson.constant(Estimator.class, json, "estimator", place),
        SettingsJson.constant(Weights.class, json, "weights", place),
        SettingsJson.number(json, "concentration", place));
  }
}
