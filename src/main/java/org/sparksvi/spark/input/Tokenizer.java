package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts texts into tokens, as Spark ML's RegexTokenizer and StopWordsRemover do, but whatever the
 * locale of the JVM.
 */
final class Tokenizer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Pattern token;
  private final boolean lowerCase;
  private final int minLength;
  private final HashSet<String> stopWords = new HashSet<>(); // lower case

  Tokenizer(TokenSettings settings) {
    token = Pattern.compile(settings.pattern());
    lowerCase = settings.lowerCase();
    minLength = settings.minLength();
    settings.stopWords().forEach(word -> stopWords.add(word.toLowerCase(Locale.ROOT)));
  }

  /** The tokens of a text; null is a blank text. */
  List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    if (text == null) {
      return tokens;
    }
    Matcher matcher = token.matcher(lowerCase ? text.toLowerCase(Locale.ROOT) : text);
    while (matcher.find()) {
      String found = matcher.group();
      if (found.length() >= minLength && !stopWords.contains(found.toLowerCase(Locale.ROOT))) {
        tokens.add(found);
      }
    }
    return tokens;
  }
}
