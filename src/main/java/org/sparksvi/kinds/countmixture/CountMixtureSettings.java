package org.sparksvi.kinds.countmixture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.Json;
import org.sparksvi.kinds.mixture.MixingKeys;
import org.sparksvi.kinds.mixture.MixingKeys.Estimator;
import org.sparksvi.models.mixture.CountComponents;
import org.sparksvi.models.mixture.CountFamily;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.mixture.ReadOutForm;
import org.sparksvi.rows.SettingsJson;

/**
 * What a configuration says about a mixture over counts.
 *
 * @param components K, at least 1
 * @param family what a row of a component is
 * @param mixing how probabilities and weights are found
 * @param pseudo counts of every probability before the first row; of map and the Bayesian estimator
 * @param restarts starts that are trained side by side; of a published model 1
 */
record CountMixtureSettings(
    int components, CountFamily family, MixingKeys mixing, double pseudo, int restarts) {

  private static final int MOST_COMPONENTS = 100_000;
  private static final int MOST_RESTARTS = 1000;

  /** Keeps logarithms of probabilities finite by maximum likelihood. */
  private static final double LEAST_PSEUDO = 1e-9;

  static CountMixtureSettings of(Configuration c) {
    int components = c.whole("model.components", 1, MOST_COMPONENTS);
    return new CountMixtureSettings(
        components,
        c.choice("model.family", Choices.of(CountFamily.class)),
        MixingKeys.of(c, components),
        c.real("model.pseudo-counts", v -> v > 0, "be a positive number"),
        c.whole("model.restarts", 1, MOST_RESTARTS));
  }

  /** Numbers of one copy of the parameters of all starts. */
  double numbers(int columns) {
    return restarts * (double) components * (columns + 1.0);
  }

  /** The model over so many columns. */
  MixtureModel<CountBlock> model(int columns) {
    return new MixtureModel<>(mixing.mixing(), components(columns));
  }

  /** Its components. */
  CountComponents components(int columns) {
    boolean likelihood = mixing.estimator() == Estimator.ML;
    return new CountComponents(
        components,
        columns,
        family,
        mixing.estimator() == Estimator.BAYES ? ReadOutForm.POSTERIOR : ReadOutForm.ESTIMATE,
        likelihood ? LEAST_PSEUDO : pseudo);
  }

  /** As it is published. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("components", components);
    json.put("family", Choices.word(family));
    mixing.put(json);
    json.put("pseudoCounts", pseudo);
    return json;
  }

  /** What {@link #json} made. */
  static CountMixtureSettings read(ObjectNode json, String place) {
    return new CountMixtureSettings(
        SettingsJson.integer(json, "components", 1, MOST_COMPONENTS, place),
        SettingsJson.constant(CountFamily.class, json, "family", place),
        MixingKeys.read(json, place),
        SettingsJson.number(json, "pseudoCounts", place),
        1);
  }
}
