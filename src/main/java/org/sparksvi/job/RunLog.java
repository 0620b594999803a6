package org.sparksvi.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/**
 * The log of this process: warnings of Spark and everything of ours, in a file and not on the
 * screen.
 *
 * <p>It begins as a temporary file, because a command may end before it knows its run directory.
 */
final class RunLog implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger("org.sparksvi");

  private final Path temporary;
  private Path file;

  private RunLog(Path file) {
    this.temporary = file;
    this.file = file;
  }

  /** Sends all logging of this process to a new temporary file. */
  static RunLog start() {
    try {
      Path file = Files.createTempFile("svi-", ".log");
      Configurator.reconfigure(toFile(file));
      return new RunLog(file);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file for the log", e);
    }
  }

  private static BuiltConfiguration toFile(Path file) {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setStatusLevel(Level.OFF);
    builder.add(
        builder
            .newAppender("file", "File")
            .addAttribute("fileName", file.toString())
            .addAttribute("append", true)
            .add(
                builder
                    .newLayout("PatternLayout")
                    .addAttribute("charset", "UTF-8")
                    .addAttribute("pattern", "%d{ISO8601} %-5p %c{1}: %m%n")));
    builder.add(builder.newLogger("org.sparksvi", Level.INFO));
    builder.add(builder.newRootLogger(Level.WARN).add(builder.newAppenderRef("file")));
    return builder.build();
  }

  /** The file that holds the log while the process runs. */
  Path file() {
    return file;
  }

  void info(String message) {
    LOG.info(message);
  }

  void failure(Failure failure, Throwable thrown) {
    LOG.error("exit code {}: {}", failure.code().code(), failure.message(), thrown);
  }

  /** Ends logging to the file and removes it, unless it is to be kept. */
  void close(boolean keep) {
    Configurator.reconfigure(quiet());
    if (!keep) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("the temporary log cannot be removed: " + file, e);
      }
    }
  }

  private static BuiltConfiguration quiet() {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setStatusLevel(Level.OFF);
    builder.add(builder.newRootLogger(Level.OFF));
    return builder.build();
  }

  @Override
  public void close() {
    close(false);
  }
}
