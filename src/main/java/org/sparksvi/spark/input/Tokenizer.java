package org.sparksvi.spark.input;

import com.ibm.icu.text.BreakIterator;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts texts into tokens, whatever the locale of the JVM.
 *
 * <p>Characters are put in Unicode's composed form (NFC) first, so that a word has one form, and
 * those are dropped that nobody sees, such as soft hyphens; joiners within words stay.
 */
final class Tokenizer implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Format characters but the zero width joiner and non-joiner, which are part of words. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}&&[^\\u200C\\u200D]]");

  private static final char CURLY_APOSTROPHE = '\u2019';

  private final TokenSettings settings;
  private final Pattern token; // null for words
  private final HashSet<String> stopWords = new HashSet<>(); // as their tokens
  private transient BreakIterator boundaries; // only to be cloned

  Tokenizer(TokenSettings settings) {
    this.settings = settings;
    token = settings.isWords() ? null : Pattern.compile(settings.pattern());
    settings.stopWords().forEach(word -> stopWords.add(stopForm(seen(word))));
  }

  /** The tokens of a text; null is a blank text. */
  List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    if (text == null) {
      return tokens;
    }
    String seen = seen(text);
    String folded = settings.lowerCase() ? seen.toLowerCase(settings.locale()) : seen;
    if (token == null) {
      addWords(folded.replace(CURLY_APOSTROPHE, '\''), tokens);
    } else {
      Matcher matcher = token.matcher(folded);
      while (matcher.find()) {
        add(matcher.group(), tokens);
      }
    }
    return tokens;
  }

  /** Whether a text has one token, which is the text itself. */
  boolean isToken(String text) {
    return of(text).equals(List.of(text));
  }

  private void addWords(String text, List<String> tokens) {
    BreakIterator words = words();
    words.setText(text);
    int from = words.first();
    for (int to = words.next(); to != BreakIterator.DONE; to = words.next()) {
      if (words.getRuleStatus() >= BreakIterator.WORD_LETTER) {
        add(text.substring(from, to), tokens);
      }
      from = to;
    }
  }

  /** Threads share none. */
  private synchronized BreakIterator words() {
    if (boundaries == null) {
      boundaries = BreakIterator.getWordInstance(settings.locale());
    }
    return (BreakIterator) boundaries.clone();
  }

  private void add(String found, List<String> tokens) {
    if (found.length() >= settings.minLength()
        && (stopWords.isEmpty() || !stopWords.contains(stopForm(found)))) {
      tokens.add(found);
    }
  }

  private static String seen(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return composed.chars().allMatch(c -> c < 0x80) // few texts have any
        ? composed
        : UNSEEN.matcher(composed).replaceAll("");
  }

  /** Stop words are left out whatever their case and their apostrophes. */
  private String stopForm(String word) {
    return word.toLowerCase(settings.locale()).replace(CURLY_APOSTROPHE, '\'');
  }
}
