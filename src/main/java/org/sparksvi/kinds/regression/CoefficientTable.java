package org.sparksvi.kinds.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.sparksvi.config.Choices;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.models.regression.RegressionSummary;
import org.sparksvi.models.regression.RegressionSummary.Coefficient;

/** What is said of coefficients, and of what is found with them. */
final class CoefficientTable {
  static final String INTERCEPT = "(intercept)";
  private static final double LARGEST_LOG = 700;

  private CoefficientTable() {}

  /** A coefficient with the name of its column. */
  record Named(String name, Coefficient of) {}

  static List<Named> named(List<String> names, RegressionSummary summary) {
    List<Named> named = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      named.add(new Named(names.get(i), summary.coefficients().get(i)));
    }
    return named;
  }

  /** The columns, and the intercept behind them. */
  static List<String> names(Trained<?, ?, ?> trained) {
    List<String> names = new ArrayList<>(trained.names().words());
    if (Formulas.intercept(trained.settings())) {
      names.add(INTERCEPT);
    }
    return names;
  }

  /** What is known beside the coefficients. */
  static Map<String, Object> facts(Values settings, RegressionSummary summary) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("likelihood", Choices.word(settings.get(RegressionKind.LIKELIHOOD)));
    if (!settings.get(RegressionKind.CLASSES).isEmpty()) {
      facts.put("classes", settings.get(RegressionKind.CLASSES));
    }
    facts.put("rows", summary.rows());
    return facts;
  }

  /** With the reason why there is none, of a posterior with covariances or without. */
  static String evidence(OptionalDouble evidence, boolean diagonal) {
    return evidence.isPresent()
        ? "log evidence at least %.4f nats".formatted(evidence.getAsDouble())
        : "no evidence, as " + (diagonal ? "model.covariance is diagonal" : "a prior is flat");
  }

  /**
   * How far a day has moved them.
   *
   * @param divergence of the new posterior from the old, in nats
   */
  static Drift drift(double divergence) {
    double[] one = {1};
    return Drift.of("nats, of all coefficients", new double[] {divergence}, one, one);
  }

  /** Of columns that are known together, not each. */
  static List<String> warnings(List<Named> named, Vocabulary columns) {
    return named.stream()
        .filter(n -> n.of().partner() >= 0)
        .map(
            n ->
                "warning: '%s' goes along with other columns, most with '%s': its variance is %.0f times what it would be alone"
                    .formatted(n.name(), columns.word(n.of().partner()), n.of().inflation()))
        .toList();
  }

  /** Adds what was found of noise and likelihood. */
  static void noise(RegressionSummary summary, Map<String, Object> facts, List<String> lines) {
    summary
        .noise()
        .ifPresent(
            noise -> {
              facts.put("noiseDeviation", noise.mean());
              facts.put("noiseUncertainty", noise.deviation());
              facts.put("noiseLower95", noise.most().lower());
              facts.put("noiseUpper95", noise.most().upper());
              lines.add(
                  "standard deviation of the noise: %.6g, from %.6g to %.6g with 95 %%"
                      .formatted(noise.mean(), noise.most().lower(), noise.most().upper()));
            });
    for (RegressionSummary.Estimate estimate : summary.dispersions()) {
      facts.put(estimate.name(), estimate.value());
      facts.put(estimate.name() + " lower95", estimate.most().lower());
      facts.put(estimate.name() + " upper95", estimate.most().upper());
      lines.add(
          "%s: %.6g, from %.6g to %.6g with 95 %%"
              .formatted(
                  estimate.name(),
                  estimate.value(),
                  estimate.most().lower(),
                  estimate.most().upper()));
    }
  }

  static Table<Named> of(Family family, List<Named> named, int rows) {
    Table<Named> table =
        Table.of("coefficients", named)
            .column("mean", "mean", "%12.5g", n -> n.of().mean())
            .column("deviation", "deviation", "%12.5g", n -> n.of().deviation())
            .column("lower50", "25 %", "%12.5g", n -> n.of().half().lower())
            .column("upper50", "75 %", "%12.5g", n -> n.of().half().upper())
            .column("lower95", "2.5 %", "%12.5g", n -> n.of().most().lower())
            .column("upper95", "97.5 %", "%12.5g", n -> n.of().most().upper())
            .column("positive", "P(b > 0)", "%8.4f", n -> n.of().positive());
    if (!family.ratio().isEmpty()) {
      table =
          table
              .column("ratio", family.ratio(), "%12.5g", n -> ratio(n.of().mean()))
              .column("ratioLower95", "its 2.5 %", "%12.5g", n -> ratio(n.of().most().lower()))
              .column("ratioUpper95", "its 97.5 %", "%12.5g", n -> ratio(n.of().most().upper()));
    }
    if (named.stream().noneMatch(n -> Double.isNaN(n.of().inflation()))) {
      table = table.data("inflation", n -> n.of().inflation());
    }
    return table.column("name", "column", "%s", Named::name).showing(n -> true, rows);
  }

  /** What odds or rates are multiplied by; within what a double holds. */
  private static double ratio(double mean) {
    return StrictMath.exp(Math.max(-LARGEST_LOG, Math.min(LARGEST_LOG, mean)));
  }
}
