package org.sparksvi.spark.input;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.ml.feature.StopWordsRemover;

/**
 * How text becomes tokens.
 *
 * @param pattern regular expression of a token, in Java's syntax
 * @param lowerCase whether text is made lower case first
 * @param minLength characters that a token must have
 * @param stopWords tokens to leave out, whatever their case
 */
public record TokenSettings(
    String pattern, boolean lowerCase, int minLength, List<String> stopWords) {
  /** Words of letters, with apostrophes inside. */
  public static final String WORDS = "\\p{L}[\\p{L}\\p{M}]*(?:['’]\\p{L}[\\p{L}\\p{M}]*)*";

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
