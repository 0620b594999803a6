package org.sparksvi.config;

import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of the environment that a configuration may name, as {@code ${SVI_NAME}}: those
 * that begin with {@code SVI_}. Others, such as passwords, are not there. What they hold is used,
 * but neither kept nor shown: their names stand in its place.
 */
public record Environment(Map<String, String> variables) implements ConfigResolver {
  private static final String PREFIX = "SVI_";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(SVI_\\w+)}");

  /** Characters of a value that is not found in other words by chance. */
  private static final int LEAST_SECRET = 6;

  @Override
  public ConfigValue lookup(String path) {
    String value = path.startsWith(PREFIX) ? variables.get(path) : null;
    return value == null
        ? null
        : ConfigValueFactory.fromAnyRef(value, "environment variable " + path);
  }

  /** The same variables, each of which holds the reference to itself. */
  Environment references() {
    Map<String, String> references = new TreeMap<>();
    variables.keySet().forEach(name -> references.put(name, reference(name)));
    return new Environment(references);
  }

  private static String reference(String name) {
    return "${%s}".formatted(name);
  }

  /**
   * A recorded value with its references' values put in. Not so behind the host of a URI: a run of
   * somebody else could have it sent there. References to variables that are not there stay.
   */
  Object put(Object recorded) {
    if (recorded instanceof List<?> elements) {
      return elements.stream().map(this::put).toList();
    }
    return recorded instanceof String text ? put(text) : recorded;
  }

  private String put(String text) {
    int host = text.indexOf("//");
    Matcher reference = REFERENCE.matcher(text);
    return reference.replaceAll(
        found -> {
          String value = variables.get(found.group(1));
          boolean behindHost = host >= 0 && host < found.start();
          return Matcher.quoteReplacement(value == null || behindHost ? found.group() : value);
        });
  }

  /** A text, such as a message of a file system, in which what variables hold is not shown. */
  public String hide(String text) {
    String hidden = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (variable.getKey().startsWith(PREFIX) && variable.getValue().length() >= LEAST_SECRET) {
        hidden = hidden.replace(variable.getValue(), reference(variable.getKey()));
      }
    }
    return hidden;
  }

  @Override
  public ConfigResolver withFallback(ConfigResolver fallback) {
    return this;
  }
}
