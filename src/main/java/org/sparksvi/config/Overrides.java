package org.sparksvi.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/** Values that the command line gives to keys. */
final class Overrides {
  private Overrides() {}

  /**
   * A value is a number, true, false, null, a list in brackets, or text as it stands. A list with
   * quotes is read as in a file; elements of others stand as they are.
   */
  static Config parse(String override) {
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new ConfigurationException(
          "-s must be given key=value, but was '%s'".formatted(override));
    }
    String key = override.substring(0, equals).strip();
    String value = override.substring(equals + 1).strip();
    try {
      ConfigUtil.splitPath(key);
    } catch (ConfigException e) {
      throw new ConfigurationException("-s: '%s' is not a key".formatted(key), e);
    }
    return ConfigValueFactory.fromAnyRef(typed(key, value), "-s " + key).atPath(key);
  }

  private static Object typed(String key, String value) {
    if (value.equals("null")) {
      return null;
    }
    if (value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value);
    }
    if (value.matches("-?[0-9]{1,18}")) {
      return Long.valueOf(value);
    }
    if (value.matches("\\[.*\".*\\]")) {
      try {
        return ConfigFactory.parseString("list = " + value).getList("list").unwrapped();
      } catch (ConfigException e) {
        throw new ConfigurationException(
            "-s %s: a list must be written as in a file, such as [\"?\", NA], but was %s"
                .formatted(key, value),
            e);
      }
    }
    if (value.startsWith("[") && value.endsWith("]")) {
      String elements = value.substring(1, value.length() - 1);
      return elements.isBlank() ? List.of() : List.of(elements.strip().split("\\s*,\\s*"));
    }
    return value.matches("[-+]?[0-9]*[.]?[0-9]+([eE][-+]?[0-9]+)?")
        ? (Object) Double.valueOf(value)
        : value;
  }
}
