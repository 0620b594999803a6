package org.sparksvi.kinds.regression;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.Choices;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.models.regression.MixedRegression;
import org.sparksvi.models.regression.Regression;

/** The posterior of a published run as the prior of a training. */
final class EarlierPosterior {
  private EarlierPosterior() {}

  /** Where a run is, if the settings name one. */
  static Optional<String> run(Values settings) {
    return Optional.of(settings.get(PriorSettings.RUN)).filter(path -> !path.isEmpty());
  }

  /**
   * What makes the posterior of a run the prior of parameters that a training begins at.
   *
   * @throws ConfigurationException where the run's coefficients are not those of the training
   */
  static UnaryOperator<Bundle> prior(Trained<?, ?, ?> earlier, Trained<?, ?, ?> now) {
    Regression regression = regression(earlier);
    requireSame(earlier.settings(), now.settings());
    int[] places = places(earlier.names(), now.names());
    return begun -> Regression.given(begun, regression, earlier.parameters(), places);
  }

  private static Regression regression(Trained<?, ?, ?> earlier) {
    Object model = earlier.model();
    if (model instanceof Regression regression) {
      if (regression.settings().diagonal()) {
        throw refused("have all covariances", "its model.covariance is diagonal");
      }
      return regression;
    }
    if (model instanceof MixedRegression mixed) {
      return mixed.fixed();
    }
    throw refused("be of a regression", "is of the kind " + earlier.kind().name());
  }

  private static ConfigurationException refused(String rule, String found) {
    return new ConfigurationException(
        "the run of model.prior.run must %s, but %s".formatted(rule, found));
  }

  private static void requireSame(Values then, Values now) {
    Family before = then.get(RegressionKind.LIKELIHOOD);
    Family family = now.get(RegressionKind.LIKELIHOOD);
    if (before.scale() != family.scale()) {
      throw refused(
          "have a predictor of the scale of model.likelihood = " + Choices.word(family),
          "its likelihood is " + Choices.word(before));
    }
    if (family.named()
        && !then.get(RegressionKind.CLASSES).equals(now.get(RegressionKind.CLASSES))) {
      throw refused(
          "have the classes %s in this order".formatted(now.get(RegressionKind.CLASSES)),
          "has " + then.get(RegressionKind.CLASSES));
    }
    boolean intercept = Formulas.intercept(now);
    if (Formulas.intercept(then) != intercept) {
      throw refused(
          intercept ? "have an intercept" : "have no intercept",
          intercept ? "has none; model.intercept = false does without" : "has one");
    }
  }

  /** For each column, that of the run. */
  private static int[] places(Vocabulary then, Vocabulary now) {
    for (String word : then.words()) {
      if (now.indexOf(word) < 0) {
        throw refused(
            "have the columns of the rows, %s".formatted(String.join(", ", RandomTerms.some(now))),
            "has '%s' as well".formatted(word));
      }
    }
    int[] places = new int[now.size()];
    for (int c = 0; c < places.length; c++) {
      places[c] = then.indexOf(now.word(c));
      if (places[c] < 0) {
        throw refused(
            "have the columns of the rows",
            "has no '%s': its columns are %s"
                .formatted(now.word(c), String.join(", ", RandomTerms.some(then))));
      }
    }
    return places;
  }
}
