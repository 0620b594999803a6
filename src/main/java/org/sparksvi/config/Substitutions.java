package org.sparksvi.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a configuration becomes when its references {@code ${...}} are put in, which the parser
 * does not limit: thirty lines that each name the one before twice are 10⁹ characters.
 */
final class Substitutions {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\??([^}]*)}");

  private final TreeMap<String, String> texts = new TreeMap<>(); // by key, as they are written
  private final Map<String, Double> lengths = new HashMap<>();
  private final Map<String, Double> named = new HashMap<>(); // by what references name
  private final Set<String> open = new HashSet<>(); // whose length is being found

  private Substitutions() {}

  /**
   * Refuses a configuration that becomes too long.
   *
   * @param root with references in it
   * @param file what messages call it
   */
  static void requireBounded(ConfigObject root, String file, int mostCharacters) {
    Substitutions all = new Substitutions();
    all.collect("", root);
    double sum = all.texts.keySet().stream().mapToDouble(all::length).sum();
    if (sum > mostCharacters) {
      throw new ConfigurationException(
          "%s: a configuration must have at most %d characters once ${...} are put in, but has more"
              .formatted(file, mostCharacters));
    }
  }

  private void collect(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = prefix + entry.getKey();
      try {
        if (entry.getValue() instanceof ConfigObject group) {
          collect(key + ".", group);
          continue;
        }
      } catch (ConfigException.NotResolved e) {
        // a group that is itself a sum of references
      }
      texts.put(key, entry.getValue().render(ConfigRenderOptions.concise()));
    }
  }

  /** At most so many characters. */
  private double length(String key) {
    Double known = lengths.get(key);
    if (known != null) {
      return known;
    }
    open.add(key);
    String text = texts.get(key);
    double length = text.length();
    double earlier = 1; // times that an earlier value of the same key is repeated
    Matcher reference = REFERENCE.matcher(text);
    Map<String, Integer> counts = new HashMap<>();
    while (reference.find()) {
      counts.merge(reference.group(1).replace("\"", ""), 1, Integer::sum);
    }
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      OptionalDouble other = named(count.getKey());
      if (other.isPresent()) {
        length += count.getValue() * other.getAsDouble();
      } else {
        earlier *= Math.pow(2, count.getValue());
      }
    }
    open.remove(key);
    lengths.put(key, length * earlier);
    return length * earlier;
  }

  /** Of all that a reference names; empty where that leads back to where it stands. */
  private OptionalDouble named(String name) {
    Double known = named.get(name);
    if (known != null) {
      return OptionalDouble.of(known);
    }
    double sum = 0;
    for (String key : keys(name)) {
      if (open.contains(key)) {
        return OptionalDouble.empty();
      }
      sum += length(key);
    }
    named.put(name, sum);
    return OptionalDouble.of(sum);
  }

  /** Keys of a name, below it, and of the group that it is part of. */
  private List<String> keys(String name) {
    List<String> keys = new ArrayList<>(texts.subMap(name + ".", name + "/").keySet());
    for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
      if (texts.containsKey(name.substring(0, end))) {
        keys.add(name.substring(0, end));
      }
    }
    return keys;
  }
}
