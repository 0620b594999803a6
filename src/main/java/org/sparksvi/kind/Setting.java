package org.sparksvi.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.JsonReader;

/**
 * One key of a kind of models, as one row: from it follow how the key is parsed and refused, how it
 * is published and read again, its default and its documentation.
 *
 * @param key in a configuration, such as model.least-variance
 * @param name in a published model, such as leastVariance; empty where it is not published
 * @param usual the default
 * @param type what values it takes
 * @param published where the value belongs into a published model
 * @param description in plain words, for people
 * @param <T> type of the value
 */
public record Setting<T>(
    String key,
    String name,
    T usual,
    Type<T> type,
    Predicate<Values> published,
    String description) {

  /** What the values of a setting are, to programs that ask people for one. */
  public enum Form {
    /** A whole number of 32 bits. */
    WHOLE,
    /** A whole number of 64 bits. */
    LONG,
    REAL,
    FLAG,
    TEXT,
    /** Whole numbers of 32 bits, maybe none. */
    WHOLES,
    /** Texts, maybe none. */
    TEXTS
  }

  /** What values a setting takes. */
  public interface Type<T> {
    /** The rule in words, after "must be". */
    String rule();

    /**
     * The value of a key.
     *
     * @param before values of the rows before this one
     * @throws org.sparksvi.config.ConfigurationException where it breaks the rule, with its place
     */
    T parse(Configuration configuration, String key, Values before);

    /** Puts a value into a published model. */
    void write(T value, ObjectNode json, String name);

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws org.sparksvi.format.FormatException where it breaks the rule
     */
    T read(JsonReader json, String name);

    /** What its values are, to programs that ask people for one. */
    default Form form() {
      return Form.TEXT;
    }

    /** The value as a configuration says it. */
    default String show(T value) {
      return String.valueOf(value);
    }
  }

  /** A row whose published name follows from its key: model.least-variance is leastVariance. */
  public static <T> Setting<T> of(String key, T usual, Type<T> type, String description) {
    StringBuilder name = new StringBuilder();
    for (String word : key.substring(key.indexOf('.') + 1).split("[-.]", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return new Setting<>(key, name.toString(), usual, type, values -> true, description);
  }

  public static Setting<Integer> whole(
      String key, int usual, int least, int most, String description) {
    return of(key, usual, SettingTypes.whole(least, most), description);
  }

  /**
   * A real number.
   *
   * @param rule in words, after "must be", such as {@code a positive number}
   */
  public static Setting<Double> real(
      String key, double usual, DoublePredicate holds, String rule, String description) {
    return of(key, usual, SettingTypes.real(holds, rule), description);
  }

  public static Setting<Double> positive(String key, double usual, String description) {
    return real(key, usual, SettingTypes::isModerate, SettingTypes.MODERATE, description);
  }

  public static Setting<Boolean> flag(String key, boolean usual, String description) {
    return of(key, usual, SettingTypes.flag(), description);
  }

  /** One of the constants of an enum, by its word. */
  public static <E extends Enum<E>> Setting<E> choice(String key, E usual, String description) {
    return of(key, usual, SettingTypes.choice(usual.getDeclaringClass()), description);
  }

  /** One of some words. */
  public static <T> Setting<T> choice(
      String key, T usual, Map<String, T> choices, String description) {
    return of(key, usual, SettingTypes.choice(choices), description);
  }

  /** The same row under another name in a published model; empty for none. */
  public Setting<T> named(String other) {
    return new Setting<>(key, other, usual, type, published, description);
  }

  /** The same row, published only where this holds of the rows before it. */
  public Setting<T> publishedWhere(Predicate<Values> holds) {
    return new Setting<>(key, name, usual, type, holds, description);
  }

  boolean isPublished(Values values) {
    return !name.isEmpty() && published.test(values);
  }
}
