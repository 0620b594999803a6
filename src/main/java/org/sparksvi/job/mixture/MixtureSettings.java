package org.sparksvi.job.mixture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.job.config.Choices;
import org.sparksvi.job.config.Configuration;
import org.sparksvi.job.dense.DenseJson;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;

/**
 * What a configuration says about a mixture.
 *
 * @param components K, at least 1
 * @param covariance what is free
 * @param estimator how means, covariances and weights are found
 * @param weights their prior; of the Bayesian estimator
 * @param concentration of the weights' prior
 * @param prior of the components; of map and the Bayesian estimator
 * @param floor least variance, in squared standard deviations of the columns; of ml and map
 * @param restarts starts that are trained side by side; of a published model 1
 */
record MixtureSettings(
    int components,
    Covariance covariance,
    Estimator estimator,
    Weights weights,
    double concentration,
    GaussianPrior prior,
    double floor,
    int restarts) {

  private static final int MOST_COMPONENTS = 100_000;
  private static final int MOST_RESTARTS = 1000;

  /** How what is unknown is found. */
  enum Estimator {
    /** Maximum likelihood. */
    ML,
    /** Maximum a posteriori. */
    MAP,
    /** Variational posteriors. */
    BAYES
  }

  /** The prior of the weights. */
  enum Weights {
    DIRICHLET,
    /** Truncated at the number of components. */
    DIRICHLET_PROCESS
  }

  static MixtureSettings of(Configuration c) {
    int components = c.whole("model.components", 1, MOST_COMPONENTS);
    Weights weights = c.choice("model.weights", Choices.of(Weights.class));
    return new MixtureSettings(
        components,
        c.choice("model.covariance", Choices.of(Covariance.class)),
        c.choice("model.estimator", Choices.of(Estimator.class)),
        weights,
        concentration(c, weights == Weights.DIRICHLET ? 1.0 / components : 1),
        new GaussianPrior(
            positive(c, "model.prior.mean-rows"),
            positive(c, "model.prior.rows"),
            positive(c, "model.prior.variance")),
        positive(c, "model.least-variance"),
        c.whole("model.restarts", 1, MOST_RESTARTS));
  }

  private static double concentration(Configuration c, double automatic) {
    String key = "model.concentration";
    return c.number(key).isEmpty() && c.show(key).equals("\"auto\"")
        ? automatic
        : c.real(key, v -> v > 0, "be a positive number, or `auto`");
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
        mixing(), new GaussianComponents(components, columns, covariance, gaussians()));
  }

  private Mixing mixing() {
    if (estimator != Estimator.BAYES) {
      return Mixing.likelihood();
    }
    return switch (weights) {
      case DIRICHLET -> Mixing.dirichlet(concentration);
      case DIRICHLET_PROCESS -> Mixing.sticks(concentration);
    };
  }

  private Gaussians gaussians() {
    return switch (estimator) {
      case ML -> Gaussians.estimates(floor, 0, 1);
      case MAP -> Gaussians.estimates(floor, prior.rows(), prior.variance());
      case BAYES -> Gaussians.posterior(prior);
    };
  }

  /** As it is published. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("components", components);
    json.put("covariance", text(covariance));
    json.put("estimator", text(estimator));
    json.put("weights", text(weights));
    json.put("concentration", concentration);
    json.put("priorMeanRows", prior.meanRows());
    json.put("priorRows", prior.rows());
    json.put("priorVariance", prior.variance());
    json.put("leastVariance", floor);
    return json;
  }

  /** What {@link #json} made. */
  static MixtureSettings read(ObjectNode json, String place) {
    return new MixtureSettings(
        (int) DenseJson.number(json, "components", place),
        constant(Covariance.class, json, "covariance", place),
        constant(Estimator.class, json, "estimator", place),
        constant(Weights.class, json, "weights", place),
        DenseJson.number(json, "concentration", place),
        new GaussianPrior(
            DenseJson.number(json, "priorMeanRows", place),
            DenseJson.number(json, "priorRows", place),
            DenseJson.number(json, "priorVariance", place)),
        DenseJson.number(json, "leastVariance", place),
        1);
  }

  private static <E extends Enum<E>> E constant(
      Class<E> type, ObjectNode json, String name, String place) {
    String word = json.path(name).asText("");
    E constant = Choices.of(type).get(word);
    if (constant == null) {
      throw new FormatException(
          place,
          "'%s' must be one of %s, but is %s"
              .formatted(name, Choices.of(type).keySet(), json.path(name)));
    }
    return constant;
  }

  /** The word for a constant. */
  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
