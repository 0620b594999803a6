package org.sparksvi.job;

import java.util.ArrayList;
import java.util.List;
import org.sparksvi.config.Configuration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The configuration that a command works by. */
final class ConfOptions {
  @Parameters(
      index = "0",
      paramLabel = "CONF",
      description = "Configuration, HOCON; conf/reference.conf has every key.")
  private String conf;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Comes before the configuration's value; may be given many times.")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--run", paramLabel = "DIR", description = "Comes before run.directory.")
  private String directory;

  /** All keys, the command line's before those of the file. */
  Configuration configuration(Session session) {
    return configuration(read(session), overrides);
  }

  /**
   * The same with other values of the command line.
   *
   * @param text of the file
   */
  Configuration configuration(String text, List<String> values) {
    List<String> all = new ArrayList<>(values);
    if (directory != null) {
      all.add("run.directory=" + directory);
    }
    return Configuration.of(text, conf, all);
  }

  /** Values that the command line gives to keys, as they stand there. */
  List<String> overrides() {
    return overrides;
  }

  /** The text of the file. */
  String read(Session session) {
    return ConfigurationFile.text(session, conf);
  }
}
