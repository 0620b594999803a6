package org.sparksvi.kinds.mixture;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.kind.DataFacts;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.SettingTypes;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.model.Restarts;
import org.sparksvi.model.Start;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;

/** Rows that all mixtures have, and what they say of the weights. */
final class MixingSettings {
  static final Setting<Integer> COMPONENTS =
      Setting.whole("model.components", 8, 1, 100_000, "K, the number of components");
  static final Setting<Estimator> ESTIMATOR =
      Setting.choice(
          "model.estimator",
          Estimator.ML,
          "ml: maximum likelihood; map: maximum a posteriori; bayes: variational Bayes");
  static final Setting<Weights> WEIGHTS =
      Setting.choice(
          "model.weights",
          Weights.DIRICHLET,
          "prior of the weights, with estimator = bayes: dirichlet, or dirichlet-process truncated"
              + " at the number of components");
  static final Setting<Double> CONCENTRATION =
      Setting.of(
          "model.concentration",
          1.0 / COMPONENTS.usual(),
          SettingTypes.positiveOrAuto(
              values ->
                  values.get(WEIGHTS) == Weights.DIRICHLET ? 1.0 / values.get(COMPONENTS) : 1),
          "concentration of that prior; auto is 1/K for dirichlet, 1 for dirichlet-process");

  /** A published model has one start, the best. */
  static final Setting<Integer> RESTARTS =
      Setting.whole(
              "model.restarts",
              4,
              1,
              1000,
              "starts that are trained side by side; the one with the highest bound is kept")
          .named("");

  /** Candidates of each start. */
  private static final int CANDIDATES = 25;

  /** Nanoseconds, roughly, of a round of all candidates on the sample. */
  private static final double MOST_TRIED = 1e8;

  /** The same, of a row's density, beside its products. */
  private static final double DENSITY = 100;

  private MixingSettings() {}

  /** How what is unknown is found. */
  enum Estimator {
    ML,
    MAP,
    BAYES
  }

  /** The prior of the weights. */
  enum Weights {
    DIRICHLET,
    DIRICHLET_PROCESS
  }

  /** What the settings say of the weights. */
  static Mixing mixing(Values settings) {
    if (settings.get(ESTIMATOR) != Estimator.BAYES) {
      return Mixing.likelihood();
    }
    double concentration = settings.get(CONCENTRATION);
    return switch (settings.get(WEIGHTS)) {
      case DIRICHLET -> Mixing.dirichlet(concentration);
      case DIRICHLET_PROCESS -> Mixing.sticks(concentration);
    };
  }

  /**
   * Several starts side by side, of which the best is published; themselves the best of up to
   * twenty-five times as many where it is cheap to try these.
   *
   * @param products of numbers that a row's density under a component takes; a column costs a
   *     component no more than a row does
   */
  static <B extends Block> Trainable<B, B, ?> restarted(
      Trained<B, B, MixtureModel<B>> untrained, DataFacts data, double products, String headline) {
    int count = untrained.settings().get(RESTARTS);
    double round =
        (double) (Math.min(data.rows(), Start.SAMPLE_ROWS) + data.columns())
            * untrained.settings().get(COMPONENTS)
            * (DENSITY + products);
    int candidates = (int) Math.max(count, Math.min(MOST_TRIED / round, CANDIDATES * count));
    Restarts<B, MixtureModel<B>> starts = new Restarts<>(untrained.model(), count, candidates);
    return new Trainable<>(
        headline,
        untrained.rows(),
        starts,
        parameters -> untrained.with(starts.parametersOf(starts.best(parameters), parameters)));
  }

  /** The sums over earlier rows beneath those over new ones. */
  static <B extends Block> Trainable<B, B, ?> goOn(
      Trained<B, B, MixtureModel<B>> before, DataFacts more, double memory, String headline) {
    MixtureModel<B> model = before.model();
    return Kind.onSums(
        headline, model, before.parameters(), memory, more, Bundle.zeros(model.layout()), before);
  }

  /**
   * How far components have moved.
   *
   * @param divergences of the components
   * @param memory of the earlier rows
   */
  static Drift drift(
      String measure, double[] divergences, Bundle before, Bundle after, double memory) {
    double[] earlier = before.values(MixtureModel.COUNTS);
    double[] added = after.values(MixtureModel.COUNTS).clone();
    for (int k = 0; k < added.length; k++) {
      added[k] -= memory * earlier[k];
    }
    return Drift.of(measure, divergences, earlier, added);
  }

  /** A sentence on the components in use. */
  static String used(long inUse, int all, String row) {
    return "%d of %d components are in use: at least one %s is theirs".formatted(inUse, all, row);
  }
}
