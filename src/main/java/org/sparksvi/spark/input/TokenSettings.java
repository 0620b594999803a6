package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.ml.feature.StopWordsRemover;

/**
 * How text becomes tokens.
 *
 * @param pattern {@link #WORDS}, or the regular expression of a token, in Java's syntax
 * @param locale of lower case, and of the boundaries of words
 * @param lowerCase whether text is made lower case first
 * @param minLength characters that a token must have
 * @param stopWords tokens to leave out, whatever their case
 */
public record TokenSettings(
    String pattern, Locale locale, boolean lowerCase, int minLength, List<String> stopWords)
    implements Serializable {
  /**
   * Instead of a regular expression: words with a letter, between the boundaries of Unicode
   * Standard Annex #29, with dictionaries for scripts that are written without blanks.
   */
  public static final String WORDS = "words";

  public TokenSettings {
    stopWords = List.copyOf(stopWords);
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "token pattern must be a regular expression, but \"%s\" is not: %s"
              .formatted(pattern, e.getDescription()),
          e);
    }
    if (minLength < 0) {
      throw new IllegalArgumentException(
          "least token length must not be negative, but is " + minLength);
    }
  }

  boolean isWords() {
    return pattern.equals(WORDS);
  }

  /** Spark's stop words of a language. */
  public static List<String> stopWords(String language) {
    try {
      return List.of(StopWordsRemover.loadDefaultStopWords(language.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "language of stop words \"%s\" must be known to Spark (%s)"
              .formatted(language, e.getMessage()),
          e);
    }
  }
}
