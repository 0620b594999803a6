package org.sparksvi.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Text of unknown origin, made fit to be shown: without what could command a terminal or turn the
 * order of a line, and without passwords in URIs.
 */
public final class Quote {
  private static final int CHARACTERS = 80;
  private static final int BYTES = 4 * CHARACTERS + 4; // enough for 80 characters of UTF-8

  /** User and password of a URI, or its user; before @ some schemes have a container instead. */
  private static final Pattern USER_INFO =
      Pattern.compile("://[^/\\s\"':@]*:[^/\\s\"']*@|(?<!\\babfss?|\\bwasbs?)://[^/\\s\"':@]*@");

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c; // part of Persian and other words
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private Quote() {}

  /** One line as it leaves the program, to a screen or a log. */
  public static String line(String text) {
    return escape(withoutPasswords(text), c -> c == '\t' || prints(c) || joins(c));
  }

  /** Lines as they leave the program, their ends among them. */
  public static String lines(String text) {
    return escape(withoutPasswords(text), c -> c == '\n' || c == '\t' || prints(c) || joins(c));
  }

  /** A text whose URIs name neither users nor passwords. */
  public static String withoutPasswords(String text) {
    return USER_INFO.matcher(text).replaceAll("://");
  }

  private static boolean joins(int c) {
    return c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
  }

  /** At most 80 characters of {@code text}, those that do not print escaped. */
  public static String cut(String text) {
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
    return escape(text, Quote::prints);
  }

  private static String escape(String text, IntPredicate stays) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (stays.test(c)) {
                out.appendCodePoint(c);
              } else if (c == '\t') {
                out.append("\\t");
              } else {
                for (char half : Character.toChars(c)) { // as JSON has it
                  out.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
                }
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
