package org.sparksvi.run;

import org.apache.hadoop.fs.Path;
import org.sparksvi.config.ConfigurationException;

/** Paths as people write them. */
public final class ConfiguredPath {
  private ConfiguredPath() {}

  /**
   * The path that a key or option names.
   *
   * @throws ConfigurationException where it is none
   */
  public static Path of(String name, String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "%s must be a path, but was '%s' (%s)".formatted(name, text, e.getMessage()), e);
    }
  }
}
