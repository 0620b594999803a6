package org.sparksvi.rows;

import java.util.IllformedLocaleException;
import java.util.Locale;
import org.sparksvi.config.Configuration;

/**
 * How text becomes counts.
 *
 * @param tokenPattern {@code words}, or a token is what this regular expression matches
 * @param locale of lower case and of the boundaries of words
 * @param lowerCase whether text is folded first
 * @param minTokenLength characters that a token must have
 * @param stopWords {@code none}, a language, or the path of a list
 * @param minDocuments a number of documents, or a fraction of them below 1
 * @param maxDocuments a number of documents above 1, or a fraction of them
 * @param vocabularySize most words
 */
public record TextCountSettings(
    String tokenPattern,
    Locale locale,
    boolean lowerCase,
    int minTokenLength,
    String stopWords,
    double minDocuments,
    double maxDocuments,
    int vocabularySize) {

  private static final int MOST_WORDS = 50_000_000;

  static TextCountSettings of(Configuration c) {
    String pattern = c.text("input.text.token-pattern");
    try {
      java.util.regex.Pattern.compile(pattern);
    } catch (java.util.regex.PatternSyntaxException e) {
      throw c.refuse(
          "input.text.token-pattern", "be a regular expression (" + e.getDescription() + ")");
    }
    return new TextCountSettings(
        pattern,
        locale(c),
        c.flag("input.text.lower-case"),
        c.whole("input.text.min-token-length", 1, 1000),
        c.text("input.text.stop-words"),
        c.real(
            "input.text.min-documents",
            TextCountSettings::documents,
            "be a whole number of documents of at least 1, or a fraction in [0, 1)"),
        c.real(
            "input.text.max-documents",
            v -> v > 0 && documents(v),
            "be a whole number of documents above 1, or a fraction in (0, 1]"),
        c.whole("input.text.vocabulary-size", 1, MOST_WORDS));
  }

  private static Locale locale(Configuration c) {
    String key = "input.text.locale";
    String tag = c.text(key);
    try {
      return tag.equals("root") ? Locale.ROOT : new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      throw c.refuse(key, "be root, or a language tag such as tr or pt-BR");
    }
  }

  private static boolean documents(double value) {
    return value >= 0 && (value < 1 || value == Math.rint(value));
  }
}
