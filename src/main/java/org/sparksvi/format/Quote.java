package org.sparksvi.format;

import java.nio.charset.StandardCharsets;

/** Text of unknown origin, made fit for a message: cut, and without control characters. */
final class Quote {
  private static final int CHARACTERS = 80;
  private static final int BYTES = 4 * CHARACTERS + 4; // enough for 80 characters of UTF-8

  private Quote() {}

  /** At most 80 characters of {@code text}, those that do not print escaped. */
  static String cut(String text) {
    int end = Math.min(text.length(), CHARACTERS);
    String shown = escape(text.substring(0, end));
    return end < text.length() ? shown + "…" : shown;
  }

  /** At most 80 characters of the bytes {@code from} to {@code to}, read as UTF-8. */
  static String cut(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + BYTES);
    return cut(new String(bytes, from, end - from, StandardCharsets.UTF_8));
  }

  /** {@code text} with control, format and unpaired characters as {@code \\uXXXX}. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (prints(c)) {
                out.appendCodePoint(c);
              } else if (c == '\t') {
                out.append("\\t");
              } else {
                out.append(String.format("\\u%04x", c));
              }
            });
    return out.toString();
  }

  private static boolean prints(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
