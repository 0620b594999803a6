package org.sparksvi.kinds.factor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparksvi.format.Json;
import org.sparksvi.models.factor.FactorSummary;
import org.sparksvi.rows.SettingsJson;

/** A summary of factors as text and as JSON. */
final class FactorText {
  private static final int COLUMNS_SHOWN = 6;

  private FactorText() {}

  /** The factors, a line each: what they explain, and the columns with the largest loadings. */
  static String table(FactorSummary summary, List<String> columns, int most) {
    double[] shares = summary.explainedShare();
    double[] loadings = summary.loadings();
    int factors = shares.length;
    StringBuilder text = new StringBuilder();
    text.append(line("%6s  %9s  %s", "factor", "explains", "largest loadings"));
    for (int j = 0; j < Math.min(factors, most); j++) {
      text.append(
          line("%6d  %7.2f %%  %s", j, 100 * shares[j], largest(loadings, j, factors, columns)));
    }
    if (factors > most) {
      text.append("... and %d more\n".formatted(factors - most));
    }
    return text.toString();
  }

  private static String largest(double[] loadings, int factor, int factors, List<String> columns) {
    return IntStream.range(0, columns.size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(d -> -Math.abs(loadings[d * factors + factor]))
                .thenComparing(d -> d))
        .limit(COLUMNS_SHOWN)
        .map(
            d ->
                String.format(
                    Locale.ROOT, "%s %.3g", columns.get(d), loadings[d * factors + factor]))
        .collect(Collectors.joining("  "));
  }

  /** How many factors the rows have a use for. */
  static String used(FactorSummary summary) {
    return "%d of %d factors are in use\n"
        .formatted(summary.factorsInUse(), summary.information().length);
  }

  static void put(FactorSummary summary, List<String> columns, ObjectNode json) {
    json.put("factorsInUse", summary.factorsInUse());
    ArrayNode names = json.putArray("columns");
    columns.forEach(names::add);
    SettingsJson.put(json, "mean", summary.mean());
    SettingsJson.put(json, "noiseVariance", summary.noise());
    double[] shares = summary.explainedShare();
    double[] variances = summary.explainedVariance();
    double[] information = summary.information();
    double[] loadings = summary.loadings();
    ArrayNode factors = json.putArray("factors");
    for (int j = 0; j < shares.length; j++) {
      int factor = j;
      ObjectNode node = Json.object();
      node.put("id", j);
      node.put("explainedVariance", variances[j]);
      node.put("explainedShare", shares[j]);
      node.put("information", information[j]);
      SettingsJson.put(
          node,
          "loadings",
          IntStream.range(0, columns.size())
              .mapToDouble(d -> loadings[d * shares.length + factor])
              .toArray());
      factors.add(node);
    }
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
