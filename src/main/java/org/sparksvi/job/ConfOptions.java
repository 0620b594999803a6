package org.sparksvi.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.run.ConfiguredPath;
import org.sparksvi.store.HadoopFiles;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The configuration that a command works by. */
final class ConfOptions {
  private static final int MOST_BYTES = 1 << 22;

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
    Path path = ConfiguredPath.of("CONF", conf);
    if (String.valueOf(path.toUri().getScheme()).matches("https?")) {
      throw new ConfigurationException(
          "CONF must be a file, but %s is to be fetched from the network".formatted(conf));
    }
    try {
      FileSystem fs =
          path.toUri().getScheme() == null
              ? FileSystem.getLocal(session.hadoop())
              : HadoopFiles.of(path, session.hadoop());
      if (!fs.exists(path) || fs.getFileStatus(path).isDirectory()) {
        throw new ConfigurationException("CONF must be a file, but %s is none".formatted(conf));
      }
      try (InputStream in = fs.open(path)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1); // of a device it may never end
        if (bytes.length > MOST_BYTES) {
          throw new ConfigurationException(
              "CONF must have at most %d bytes, but %s has more".formatted(MOST_BYTES, conf));
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new ConfigurationException("%s cannot be read: %s".formatted(conf, e.getMessage()), e);
    }
  }
}
