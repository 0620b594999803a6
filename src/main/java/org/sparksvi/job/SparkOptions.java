package org.sparksvi.job;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that use Spark. */
final class SparkOptions {
  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master, such as local[4] or spark://host:7077.")
  private String master;

  Optional<String> master() {
    return Optional.ofNullable(master);
  }
}
