package org.sparksvi.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words for the constants of an enum: {@code LIMIT_REACHED} is limit-reached. */
public final class Choices {
  private Choices() {}

  /** The words of all constants. */
  public static <E extends Enum<E>> Map<String, E> of(Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(word(constant), constant);
    }
    return choices;
  }

  /** The word for a constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The word for a value; the last one where several mean it. */
  public static <T> String word(Map<String, T> choices, T value) {
    String found = "";
    for (Map.Entry<String, T> choice : choices.entrySet()) {
      found = choice.getValue().equals(value) ? choice.getKey() : found;
    }
    return found;
  }

  /** "a, b or c". */
  public static String words(Map<String, ?> choices) {
    List<String> words = List.copyOf(choices.keySet());
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
