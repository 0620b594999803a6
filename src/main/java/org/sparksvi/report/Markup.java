package org.sparksvi.report;

/** Text inside of HTML and SVG. */
final class Markup {
  private static final String NO_CHARACTER =
      "[^\\t\\n\\r -\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

  private Markup() {}

  /** A text in which nothing is markup, and which XML may hold: what it may not becomes a space. */
  static String escaped(String words) {
    return words
        .replaceAll(NO_CHARACTER, " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
