package org.sparksvi.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.JsonReader;
import org.sparksvi.kind.Setting.Form;

/** The types of settings that kinds share. */
public final class SettingTypes {
  /** {@link #isModerate} in words. */
  public static final String MODERATE = "a number from 1e-12 to 1e9";

  private SettingTypes() {}

  /** A type made of functions. */
  private record Simple<T>(
      Form form,
      String rule,
      BiFunction<Configuration, String, T> parser,
      Writer<T> writer,
      BiFunction<JsonReader, String, T> reader,
      Function<T, String> shown)
      implements Setting.Type<T> {

    @Override
    public T parse(Configuration configuration, String key, Values before) {
      return parser.apply(configuration, key);
    }

    @Override
    public void write(T value, ObjectNode json, String name) {
      writer.write(json, name, value);
    }

    @Override
    public T read(JsonReader json, String name) {
      return reader.apply(json, name);
    }

    @Override
    public String show(T value) {
      return shown.apply(value);
    }
  }

  private interface Writer<T> {
    void write(ObjectNode json, String name, T value);
  }

  public static Setting.Type<Integer> whole(int least, int most) {
    return new Simple<>(
        Form.WHOLE,
        "a whole number from %d to %d".formatted(least, most),
        (c, key) -> c.whole(key, least, most),
        ObjectNode::put,
        (json, name) -> (int) json.integer(name, least, most),
        String::valueOf);
  }

  /** A whole number of at least 0. */
  public static Setting.Type<Long> count() {
    return new Simple<>(
        Form.LONG,
        "a whole number of at least 0",
        (c, key) -> c.whole(key, 0, Long.MAX_VALUE),
        ObjectNode::put,
        (json, name) -> json.integer(name, 0, Long.MAX_VALUE),
        String::valueOf);
  }

  public static Setting.Type<Double> real(DoublePredicate holds, String rule) {
    return new Simple<>(
        Form.REAL,
        rule,
        (c, key) -> c.real(key, holds, "be " + rule),
        ObjectNode::put,
        (json, name) -> checked(json, name, holds, rule),
        String::valueOf);
  }

  /** A real number, or null in a configuration for what stands in its place. */
  public static Setting.Type<Double> realOrNull(double absent, DoublePredicate holds, String rule) {
    return new Simple<>(
        Form.REAL,
        rule + ", or null",
        (c, key) -> c.has(key) ? c.real(key, holds, "be " + rule) : absent,
        ObjectNode::put,
        (json, name) -> checked(json, name, holds, rule),
        value -> value == absent ? "null" : String.valueOf(value));
  }

  private static double checked(JsonReader json, String name, DoublePredicate holds, String rule) {
    double number = json.number(name);
    if (!holds.test(number)) {
      throw json.problem(name, "must be %s, but is %s".formatted(rule, number));
    }
    return number;
  }

  /** The rule of priors and rates: positive, and of a size that arithmetic with data survives. */
  public static boolean isModerate(double value) {
    return value >= 1e-12 && value <= 1e9;
  }

  /**
   * A positive number, or {@code auto} for one that follows from the rows before it; the number is
   * what is published.
   */
  public static Setting.Type<Double> positiveOrAuto(ToDoubleFunction<Values> auto) {
    return realOrAuto(SettingTypes::isModerate, MODERATE, auto);
  }

  /** The same of other real numbers; {@code number} is their rule in words. */
  public static Setting.Type<Double> realOrAuto(
      DoublePredicate holds, String number, ToDoubleFunction<Values> auto) {
    return new Setting.Type<>() {
      @Override
      public Form form() {
        return Form.REAL;
      }

      @Override
      public String rule() {
        return number + ", or `auto`";
      }

      @Override
      public Double parse(Configuration c, String key, Values before) {
        return c.number(key).isEmpty() && c.says(key, "auto")
            ? auto.applyAsDouble(before)
            : c.real(key, holds, "be " + rule());
      }

      @Override
      public void write(Double value, ObjectNode json, String name) {
        json.put(name, value);
      }

      @Override
      public Double read(JsonReader json, String name) {
        return checked(json, name, holds, number);
      }
    };
  }

  public static Setting.Type<Boolean> flag() {
    return new Simple<>(
        Form.FLAG,
        "true or false",
        Configuration::flag,
        ObjectNode::put,
        JsonReader::flag,
        String::valueOf);
  }

  /** The constants of an enum, by their words. */
  public static <E extends Enum<E>> Setting.Type<E> choice(Class<E> type) {
    return choice(Choices.of(type));
  }

  /**
   * The constants of an enum by their words, and one of them by a word more.
   *
   * @param word that comes first, such as auto
   */
  public static <E extends Enum<E>> Setting.Type<E> choice(String word, E meant) {
    Map<String, E> choices = new LinkedHashMap<>();
    choices.put(word, meant);
    choices.putAll(Choices.of(meant.getDeclaringClass()));
    return choice(choices);
  }

  /** A type whose published value is for the record only: this one is read in its place. */
  public static <T> Setting.Type<T> notRead(Setting.Type<T> type, T instead) {
    return new Simple<>(
        type.form(),
        type.rule(),
        (c, key) -> type.parse(c, key, new Values(Map.of())),
        (json, name, value) -> type.write(value, json, name),
        (json, name) -> instead,
        type::show);
  }

  /** A type of a setting that models published earlier do not name: they have this value. */
  public static <T> Setting.Type<T> orAbsent(Setting.Type<T> type, T absent) {
    return new Simple<>(
        type.form(),
        type.rule(),
        (c, key) -> type.parse(c, key, new Values(Map.of())),
        (json, name, value) -> type.write(value, json, name),
        (json, name) -> json.object().has(name) ? type.read(json, name) : absent,
        type::show);
  }

  /** One of some words; several may mean the same, of which the last is published. */
  public static <T> Setting.Type<T> choice(Map<String, T> choices) {
    String words = Choices.words(choices);
    return new Simple<>(
        Form.TEXT,
        words,
        (c, key) -> c.choice(key, choices),
        (json, name, value) -> json.put(name, Choices.word(choices, value)),
        (json, name) -> {
          T value = choices.get(json.text(name));
          if (value == null) {
            throw json.problem(name, "must be %s, but is %s".formatted(words, json.text(name)));
          }
          return value;
        },
        value -> Choices.word(choices, value));
  }

  /** A text; an empty one stands for null, which is none. */
  public static Setting.Type<String> textOrNull(String rule) {
    return new Simple<>(
        Form.TEXT,
        rule + ", or null",
        (c, key) -> c.optionalText(key).orElse(""),
        ObjectNode::put,
        JsonReader::text,
        value -> value.isEmpty() ? "null" : value);
  }

  /** Different texts, maybe none. */
  public static Setting.Type<List<String>> texts() {
    return new Simple<>(
        Form.TEXTS,
        "a list of names",
        Configuration::texts,
        (json, name, value) -> {
          ArrayNode array = json.putArray(name);
          value.forEach(array::add);
        },
        (json, name) -> {
          List<String> texts = new ArrayList<>();
          json.object().path(name).forEach(text -> texts.add(text.asText()));
          return List.copyOf(texts);
        },
        String::valueOf);
  }

  /** Numbers of units, one for each layer; maybe none. */
  public static Setting.Type<List<Integer>> widths(int most) {
    String rule = "whole numbers of units from 1 to " + most;
    return new Simple<>(
        Form.WHOLES,
        "a list of " + rule,
        (c, key) -> widths(c, key, most, rule),
        SettingTypes::put,
        (json, name) -> widths(json, name, most, rule),
        String::valueOf);
  }

  private static List<Integer> widths(Configuration c, String key, int most, String rule) {
    List<Integer> widths = new ArrayList<>();
    for (String text : c.texts(key)) {
      int width = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
      if (width < 1 || width > most) {
        throw c.refuse(key, "list " + rule);
      }
      widths.add(width);
    }
    return List.copyOf(widths);
  }

  private static void put(ObjectNode json, String name, List<Integer> widths) {
    ArrayNode array = json.putArray(name);
    widths.forEach(array::add);
  }

  private static List<Integer> widths(JsonReader json, String name, int most, String rule) {
    List<Integer> widths = new ArrayList<>();
    for (JsonNode node : json.object().path(name)) {
      if (!node.canConvertToInt() || node.intValue() < 1 || node.intValue() > most) {
        throw json.problem(name, "must be %s, but has %s".formatted(rule, node));
      }
      widths.add(node.intValue());
    }
    return List.copyOf(widths);
  }
}
