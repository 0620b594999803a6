package org.sparksvi.config;

import java.util.LinkedHashMap;
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
}
