package org.sparksvi.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.run.ConfiguredPath;
import org.sparksvi.store.HadoopFiles;

/** The file that a command's argument CONF names. */
final class ConfigurationFile {
  private static final int MOST_BYTES = 1 << 22;

  private ConfigurationFile() {}

  /**
   * Reads it.
   *
   * @param overrides {@code key=value}, the later before the earlier
   */
  static Configuration read(Session session, String conf, List<String> overrides) {
    return Configuration.of(text(session, conf), conf, overrides);
  }

  /** The text of it. */
  static String text(Session session, String conf) {
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
