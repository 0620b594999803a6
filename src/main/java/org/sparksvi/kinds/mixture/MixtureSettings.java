package org.sparksvi.kinds.mixture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.Json;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.rows.SettingsJson;

/**
 * What a configuration says about a mixture.
 *
 * @param components K, at least 1
 * @param covariance what is free
 * @param mixing how means, covariances and weights are found
 * @param prior of the components; of map and the Bayesian estimator
 * @param floor least variance, in squared standard deviations of the columns; of ml and map
 * @param restarts starts that are trained side by side; of a published model 1
 */
record MixtureSettings(
    int components,
    Covariance covariance,
    MixingKeys mixing,
    GaussianPrior prior,
    double floor,
    int restarts) {

  private static final int MOST_COMPONENTS = 100_000;
  private static final int MOST_RESTARTS = 1000;

  static MixtureSettings of(Configuration c) {
    int components = c.whole("model.components", 1, MOST_COMPONENTS);
    return new MixtureSettings(
        components,
        c.choice("model.covariance", Choices.of(Covariance.class)),
        MixingKeys.of(c, components),
        new GaussianPrior(
            positive(c, "model.prior.mean-rows"),
            positive(c, "model.prior.rows"),
            positive(c, "model.prior.variance")),
        positive(c, "model.least-variance"),
        c.whole("model.restarts", 1, MOST_RESTARTS));
  }

  private static double positive(Configuration c, String key) {
    return c.real(key, v -> v > 0, "be a positive number");
  }

  /** Numbers of one copy of the parameters of all starts. */
  double numbers(int columns) {
    double squares =
        switch (covariance) {
          case FULL -> 0.5 * components * columns * (columns + 1.0);
          case TIED -> 0.5 * columns * (columns + 1.0);
          case DIAGONAL -> (double) components * columns;
          case SPHERICAL -> components;
        };
    return restarts * (squares + components * (columns + 1.0));
  }

  /** The model over so many columns. */
  MixtureModel<DenseBlock> model(int columns) {
    return new MixtureModel<>(
        mixing.mixing(), new GaussianComponents(components, columns, covariance, gaussians()));
  }

  private Gaussians gaussians() {
    return switch (mixing.estimator()) {
      case ML -> Gaussians.estimates(floor, 0, 1);
      case MAP -> Gaussians.estimates(floor, prior.rows(), prior.variance());
      case BAYES -> Gaussians.posterior(prior);
    };
  }

  /** As it is published. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("components", components);
    json.put("covariance", Choices.word(covariance));
    mixing.put(json);
    json.put("priorMeanRows", prior.meanRows());
    json.put("priorRows", prior.rows());
    json.put("priorVariance", prior.variance());
    json.put("leastVariance", floor);
    return json;
  }

  /** What {@link #json} made. */
  static MixtureSettings read(ObjectNode json, String place) {
    return new MixtureSettings(
        SettingsJson.integer(json, "components", 1, MOST_COMPONENTS, place),
        SettingsJson.constant(Covariance.class, json, "covariance", place),
        MixingKeys.read(json, place),
        new GaussianPrior(
            SettingsJson.number(json, "priorMeanRows", place),
            SettingsJson.number(json, "priorRows", place),
            SettingsJson.number(json, "priorVariance", place)),
        SettingsJson.number(json, "leastVariance", place),
        1);
  }
}
