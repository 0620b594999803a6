package org.sparksvi.job;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparksvi.config.ConfigurationException;

/** Refuses masters that Spark would end with a stack trace for, or wait two minutes for. */
final class SparkMaster {
  private static final Pattern KNOWN =
      Pattern.compile("yarn|local(\\[[^\\]]+])?|local-cluster\\[[^\\]]+]|(spark|k8s)://.+");
  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
  private static final String STANDALONE = "spark://";
  private static final int MILLISECONDS = 3000; // that a master has to answer

  private SparkMaster() {}

  /**
   * Refuses a URL of no master, and a standalone one of which no address answers.
   *
   * @throws ConfigurationException naming the URL
   */
  static void require(String url) {
    if (!KNOWN.matcher(url).matches()) {
      throw new ConfigurationException(
          "--master must be local, local[N], spark://HOST:PORT, yarn or k8s://URL, but is '%s'"
              .formatted(url));
    }
    if (!url.startsWith(STANDALONE)) {
      return;
    }
    List<String> failures = new ArrayList<>();
    for (String address : url.substring(STANDALONE.length()).split(",", -1)) {
      Matcher parts = ADDRESS.matcher(address);
      if (!parts.matches()) {
        failures.add("'%s' is not HOST:PORT".formatted(address));
        continue;
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), MILLISECONDS);
        return;
      } catch (IOException | IllegalArgumentException e) {
        failures.add("%s: %s".formatted(address, e.getMessage()));
      }
    }
    throw new ConfigurationException(
        "--master must be a Spark master that answers, but %s does not (%s)"
            .formatted(url, String.join(", ", failures)));
  }
}
