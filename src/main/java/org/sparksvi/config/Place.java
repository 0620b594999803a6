package org.sparksvi.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;

/** Where a value stands, and what it looks like, for messages. */
final class Place {
  private static final int CHARACTERS = 80;

  private Place() {}

  /** {@code file:line}, or what else names the origin. */
  static String of(ConfigOrigin origin) {
    String file = origin.filename() == null ? origin.description() : origin.filename();
    int colon = file.lastIndexOf(": ");
    String name = origin.filename() == null && colon > 0 ? file.substring(0, colon) : file;
    return origin.lineNumber() > 0 ? name + ":" + origin.lineNumber() : name;
  }

  static String show(ConfigValue value) {
    String text = value.render(ConfigRenderOptions.concise());
    return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS) + "…";
  }
}
