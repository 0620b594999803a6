package org.sparksvi.kinds.mixture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sparksvi.config.Choices;
import org.sparksvi.format.Json;
import org.sparksvi.kinds.mixture.MixtureSummary.Component;
import org.sparksvi.rows.SettingsJson;

/** A summary of a mixture as text and as JSON. */
final class MixtureText {
  private static final int COLUMNS_SHOWN = 6;

  private MixtureText() {}

  /** The components in use, a line each: weight, and mean ± standard deviation of the columns. */
  static String table(MixtureSummary summary, int most) {
    int[] columns = summary.telling(COLUMNS_SHOWN);
    StringBuilder text = new StringBuilder();
    text.append(line("%9s  %8s  %s", "component", "weight", "mean ± standard deviation"));
    summary.components().stream()
        .filter(Component::inUse)
        .limit(most)
        .forEach(
            component ->
                text.append(
                    line(
                        "%9d  %8.4f  %s",
                        component.id(), component.weight(), columns(summary, component, columns))));
    if (columns.length < summary.columns().size()) {
      text.append(
          "(the %d of %d columns that tell the components apart best)\n"
              .formatted(columns.length, summary.columns().size()));
    }
    return text.toString();
  }

  private static String columns(MixtureSummary summary, Component component, int[] columns) {
    return Arrays.stream(columns)
        .mapToObj(
            c ->
                String.format(
                    Locale.ROOT,
                    "%s %.6g ± %.4g",
                    summary.columns().get(c),
                    component.means()[c],
                    component.deviation(c)))
        .collect(Collectors.joining("  "));
  }

  /** How many components are in use. */
  static String used(MixtureSummary summary) {
    return "%d of %d components are in use: at least one row is theirs\n"
        .formatted(summary.inUse(), summary.components().size());
  }

  static void put(MixtureSummary summary, ObjectNode json) {
    json.put("covariance", Choices.word(summary.settings().covariance()));
    json.put("estimator", Choices.word(summary.settings().mixing().estimator()));
    json.put("componentsInUse", summary.inUse());
    ArrayNode names = json.putArray("columns");
    summary.columns().forEach(names::add);
    ArrayNode components = json.putArray("components");
    for (Component component : summary.components()) {
      ObjectNode node = Json.object();
      node.put("id", component.id());
      node.put("weight", component.weight());
      node.put("rows", component.rows());
      node.put("inUse", component.inUse());
      SettingsJson.put(node, "means", component.means());
      SettingsJson.put(node, "standardDeviations", component.deviations());
      components.add(node);
    }
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
