package org.sparksvi.config;

import static java.util.stream.Collectors.joining;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** The reference configuration: every key with its default and what is said of it. */
public final class Reference {
  static final String NAME = "conf/reference.conf";

  private static final String RESOURCE = "/org/sparksvi/job/reference.conf";

  private Reference() {}

  /**
   * A key.
   *
   * @param usual its default: a text, a number, a flag or a list of texts; null where it has none
   * @param description what the reference says of it
   */
  public record Key(String name, Object usual, String description) {}

  /** All keys by their names. */
  public static SortedMap<String, Key> keys() {
    SortedMap<String, Key> keys = new TreeMap<>();
    Leaves.of(read().root())
        .forEach(
            (name, value) ->
                keys.put(
                    name,
                    new Key(
                        name,
                        value.unwrapped(),
                        value.origin().comments().stream()
                            .map(String::strip)
                            .collect(joining(" ")))));
    return keys;
  }

  static Config read() {
    try (InputStream in = Reference.class.getResourceAsStream(RESOURCE);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(
          reader, ConfigParseOptions.defaults().setOriginDescription(NAME));
    } catch (IOException e) {
      throw new UncheckedIOException("the reference configuration in the jar is unreadable", e);
    }
  }
}
