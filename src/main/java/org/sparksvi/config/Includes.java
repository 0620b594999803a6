package org.sparksvi.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that a configuration may include: those in its own directory and below, and nothing of
 * a network or a class path.
 *
 * @param directory of the configuration; empty where it is no local file
 */
record Includes(Optional<Path> directory)
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  /** Those beside a file, as people name it. */
  static Includes besides(String file) {
    Path path = Path.of(file.startsWith("file:") ? file.substring("file:".length()) : file);
    return new Includes(
        Files.isRegularFile(path)
            ? Optional.of(path.toAbsolutePath().getParent())
            : Optional.empty());
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return what.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")
        ? refused(what, "the network")
        : included(context, Path.of(what));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return included(context, what.toPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return refused(what.toString(), "a URL");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return refused(what, "the class path");
  }

  private ConfigObject included(ConfigIncludeContext context, Path what) {
    if (directory.isEmpty()) {
      throw new ConfigurationException(
          "only a configuration that is a local file may include another, but include names "
              + what);
    }
    try {
      Path root = directory.get().toRealPath();
      Path file = root.resolve(what);
      if (!Files.exists(file)) {
        throw new ConfigurationException(
            "include must name a file, but %s is none".formatted(file));
      }
      if (!file.toRealPath().startsWith(root)) {
        throw new ConfigurationException(
            "include must name a file in %s or below, but names %s".formatted(root, what));
      }
      return ConfigFactory.parseFile(file.toFile(), context.parseOptions()).root();
    } catch (IOException e) {
      throw new ConfigurationException("include of %s: %s".formatted(what, e.getMessage()), e);
    }
  }

  private static ConfigObject refused(String what, String from) {
    throw new ConfigurationException(
        "include must name a file beside the configuration, but %s is of %s".formatted(what, from));
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }
}
