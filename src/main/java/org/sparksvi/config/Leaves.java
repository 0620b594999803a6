package org.sparksvi.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of a configuration by their full keys, and as JSON. */
final class Leaves {
  private Leaves() {}

  /** All values below a group, nulls among them. */
  static SortedMap<String, ConfigValue> of(ConfigObject root) {
    SortedMap<String, ConfigValue> leaves = new TreeMap<>();
    collect("", root, leaves);
    return leaves;
  }

  private static void collect(String prefix, ConfigObject object, Map<String, ConfigValue> into) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = prefix + entry.getKey();
      if (entry.getValue() instanceof ConfigObject group) {
        collect(key + ".", group, into);
      } else {
        into.put(key, entry.getValue());
      }
    }
  }

  /** Writes a value. */
  static void put(String key, ConfigValue value, ObjectNode out) {
    if (value.unwrapped() instanceof Boolean flag) {
      out.put(key, flag);
    } else if (value.unwrapped() instanceof Number number) {
      double real = number.doubleValue();
      boolean exact = real == Math.rint(real) && Math.abs(real) < 1L << 53;
      if (exact || number instanceof Long || number instanceof Integer) {
        out.put(key, number.longValue());
      } else {
        out.put(key, real);
      }
    } else if (value.unwrapped() instanceof List<?> elements) {
      ArrayNode array = out.putArray(key);
      elements.forEach(element -> array.add(String.valueOf(element)));
    } else {
      out.put(key, (String) value.unwrapped());
    }
  }

  /** The value of which {@link #put} made a node. */
  static Object plain(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isArray()) {
      List<String> elements = new ArrayList<>();
      node.forEach(element -> elements.add(element.asText()));
      return elements;
    }
    return node.isTextual()
        ? node.textValue()
        : node.isBoolean() ? (Object) node.booleanValue() : node.numberValue();
  }
}
