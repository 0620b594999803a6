package org.sparksvi.config;

import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;

/**
 * The variables of the environment that a configuration may name, as {@code ${SVI_NAME}}: those
 * that begin with {@code SVI_}. Others, such as passwords, are not there.
 */
record Environment(Map<String, String> variables) implements ConfigResolver {
  private static final String PREFIX = "SVI_";

  @Override
  public ConfigValue lookup(String path) {
    String value = path.startsWith(PREFIX) ? variables.get(path) : null;
    return value == null
        ? null
        : ConfigValueFactory.fromAnyRef(value, "environment variable " + path);
  }

  @Override
  public ConfigResolver withFallback(ConfigResolver fallback) {
    return this;
  }
}
