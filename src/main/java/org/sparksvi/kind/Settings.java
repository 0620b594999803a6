package org.sparksvi.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.JsonReader;

/**
 * The settings of a kind, one row a key, and the rules between them.
 *
 * @param rows in the order in which they are published
 */
public record Settings(List<Setting<?>> rows, List<Rule> rules) {

  public Settings {
    rows = List.copyOf(rows);
    rules = List.copyOf(rules);
  }

  public static Settings of(Setting<?>... rows) {
    return new Settings(List.of(rows), List.of());
  }

  /** The same rows with rules between them. */
  public Settings with(Rule... more) {
    return new Settings(rows, List.of(more));
  }

  /** Keys of a configuration. */
  public List<String> keys() {
    return rows.stream().map(Setting::key).toList();
  }

  /** The defaults. */
  public Values usual() {
    Map<String, Object> map = new LinkedHashMap<>();
    rows.forEach(row -> map.put(row.key(), row.usual()));
    return new Values(map);
  }

  /**
   * The values of a configuration.
   *
   * @throws org.sparksvi.config.ConfigurationException where one breaks its rule
   */
  public Values parse(Configuration configuration) {
    Map<String, Object> map = new LinkedHashMap<>();
    Values values = new Values(map);
    for (Setting<?> row : rows) {
      map.put(row.key(), row.type().parse(configuration, row.key(), values));
    }
    for (Rule rule : rules) {
      rule.broken(values, configuration)
          .ifPresent(
              refusal -> {
                throw refusal;
              });
    }
    return values;
  }

  /**
   * The values of a published model; the default where a setting is not published.
   *
   * @throws org.sparksvi.format.FormatException where one breaks its rule
   */
  public Values read(JsonReader json) {
    Map<String, Object> map = new LinkedHashMap<>();
    Values values = new Values(map);
    for (Setting<?> row : rows) {
      map.put(row.key(), row.isPublished(values) ? row.type().read(json, row.name()) : row.usual());
    }
    return values;
  }

  /** The values as they are published. */
  public void write(Values values, ObjectNode json) {
    rows.forEach(row -> write(row, values, json));
  }

  private static <T> void write(Setting<T> row, Values values, ObjectNode json) {
    if (row.isPublished(values)) {
      row.type().write(values.get(row), json, row.name());
    }
  }
}
