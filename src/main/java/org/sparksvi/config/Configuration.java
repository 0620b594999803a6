package org.sparksvi.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.sparksvi.format.Json;
import org.sparksvi.format.Quote;

/**
 * The values of all keys: overrides before the job's file before the reference.
 *
 * <p>Every access names the rule its value must keep; a value that does not is refused with its
 * place.
 */
public final class Configuration {
  /** Defaults of earlier versions that `auto` now stands for, as records have them. */
  private static final Map<String, String> FORMER_DEFAULTS =
      Map.of(
          "inference.rule", "\"robbins-monro\"",
          "inference.rate.delay", "8",
          "inference.rate.forgetting", "0.7");

  private static final int MOST_CHARACTERS = 1 << 20;

  private final Config config;
  private final Config kept; // the same, with references in the place of what they stand for
  private final String file;
  private final boolean recorded; // whether the file is a run's record

  private Configuration(Sources sources, Config reference, String file, boolean recorded) {
    this.recorded = recorded;
    this.config = sources.used().withFallback(reference);
    this.kept = sources.kept().withFallback(reference);
    this.file = file;
  }

  /**
   * Values twice.
   *
   * @param used as they are
   * @param kept as they may be shown and kept: {@code ${SVI_NAME}} in the place of a variable
   */
  private record Sources(Config used, Config kept) {
    static Sources same(Config values) {
      return new Sources(values, values);
    }

    /** With values that come before these. */
    Sources under(Config first) {
      return new Sources(first.withFallback(used), first.withFallback(kept));
    }

    Sources with(String key, Object plain, Object reference, String place) {
      return new Sources(
          used.withValue(key, ConfigValueFactory.fromAnyRef(plain, place)),
          kept.withValue(key, ConfigValueFactory.fromAnyRef(reference, place)));
    }
  }

  /**
   * Reads a job's configuration.
   *
   * @param text the job's own file
   * @param file what messages call it
   * @param overrides {@code key=value}, the later before the earlier
   */
  public static Configuration of(String text, String file, List<String> overrides) {
    Config reference = Reference.read();
    KnownKeys known = new KnownKeys(reference.root());
    return new Configuration(
        overridden(own(text, file, known), overrides, known), reference, file, false);
  }

  /**
   * A configuration that a program gives, value by value.
   *
   * @param values by their keys: texts, numbers, flags or lists of texts
   * @param place what messages call it
   */
  public static Configuration of(Map<String, ?> values, String place) {
    Config reference = Reference.read();
    Config own = ConfigFactory.empty(place);
    for (Map.Entry<String, ?> value : values.entrySet()) {
      own = own.withValue(value.getKey(), ConfigValueFactory.fromAnyRef(value.getValue(), place));
    }
    new KnownKeys(reference.root()).check(own.root());
    return new Configuration(Sources.same(own), reference, place, false);
  }

  private static Sources overridden(Sources own, List<String> overrides, KnownKeys known) {
    Sources all = own;
    for (String override : overrides) {
      Config one = Overrides.parse(override);
      known.check(one.root());
      all = all.under(one);
    }
    return all;
  }

  /**
   * A configuration that a run recorded, as {@link #toJson} gave it.
   *
   * @param place what messages call it
   * @param overrides {@code key=value}, the later before the earlier
   */
  public static Configuration recorded(ObjectNode values, String place, List<String> overrides) {
    Config reference = Reference.read();
    KnownKeys known = new KnownKeys(reference.root());
    Environment environment = new Environment(System.getenv());
    Sources own = Sources.same(ConfigFactory.empty(place));
    ObjectNode defaults = new Configuration(own, reference, place, false).toJson();
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      JsonNode usual = defaults.path(entry.getKey());
      String text = entry.getValue().toString();
      if (text.equals(usual.toString()) || text.equals(FORMER_DEFAULTS.get(entry.getKey()))) {
        continue; // recorded, but nobody gave it
      }
      Object plain = Leaves.plain(entry.getValue());
      try {
        own = own.with(entry.getKey(), environment.put(plain), plain, place);
      } catch (ConfigException e) {
        throw new ConfigurationException(
            "%s: settings must have keys such as inference.epochs, but have '%s'"
                .formatted(place, entry.getKey()),
            e);
      }
    }
    known.checkRecorded(own.kept().root());
    return new Configuration(overridden(own, overrides, known), reference, place, true);
  }

  private static Sources own(String text, String file, KnownKeys known) {
    if (text.length() > MOST_CHARACTERS) {
      throw new ConfigurationException(
          "%s: a configuration must have at most %d characters, but has %d"
              .formatted(file, MOST_CHARACTERS, text.length()));
    }
    try {
      Sources own = parse(text, file);
      known.check(own.kept().root());
      return own;
    } catch (StackOverflowError e) { // the parser has no bound of its own
      throw new ConfigurationException("%s: values must be nested less deep".formatted(file), e);
    }
  }

  private static ConfigParseOptions named(String file) {
    return ConfigParseOptions.defaults().setOriginDescription(file);
  }

  private static Sources parse(String text, String file) {
    try {
      ConfigParseOptions options = named(file).setIncluder(Includes.besides(file));
      Config parsed = ConfigFactory.parseReader(new StringReader(text), options);
      Substitutions.requireBounded(parsed.root(), file, MOST_CHARACTERS);
      Environment environment = new Environment(System.getenv());
      return new Sources(resolved(parsed, environment), resolved(parsed, environment.references()));
    } catch (ConfigException e) {
      String place = e.origin() == null ? file : Place.of(e.origin());
      String reason = e.getMessage();
      String prefix = e.origin() == null ? "" : e.origin().description() + ": ";
      String rest = reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason;
      throw new ConfigurationException(place + ": " + rest.replace('\n', ' '), e);
    }
  }

  private static Config resolved(Config parsed, Environment environment) {
    return parsed.resolve(ConfigResolveOptions.noSystem().appendResolver(environment));
  }

  /** What messages call the job's file. */
  public String file() {
    return file;
  }

  /** Whether a key has a value. */
  public boolean has(String key) {
    return !config.getIsNull(key);
  }

  /** Every key there is, in ascending order. */
  public List<String> keys() {
    return List.copyOf(Leaves.of(config.root()).keySet());
  }

  /** Whether a key's value is not the reference's own. */
  public boolean isGiven(String key) {
    return !isDefault(value(key));
  }

  /**
   * Whether who calls the program gave a key's value, rather than the record of a run: only then
   * may it name code.
   */
  public boolean isOfCaller(String key) {
    return isGiven(key) && !(recorded && value(key).origin().description().startsWith(file));
  }

  private static boolean isDefault(ConfigValue value) {
    return value.origin().description().startsWith(Reference.NAME + ":");
  }

  /** Where a key's value stands. */
  public String place(String key) {
    return Place.of(value(key).origin());
  }

  /** What a key holds, as it would be written; for messages. */
  public String show(String key) {
    return Place.show(value(kept, key));
  }

  /** Whether a key holds a word. */
  public boolean says(String key, String word) {
    return String.valueOf(scalar(key)).equals(word);
  }

  /** Text that must be there. */
  public String text(String key) {
    return optionalText(key)
        .orElseThrow(() -> new ConfigurationException("%s: %s must be given".formatted(file, key)));
  }

  public Optional<String> optionalText(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    ConfigValue value = value(key);
    if (value instanceof ConfigObject || value instanceof ConfigList) {
      throw refuse(key, "be text");
    }
    String text = config.getString(key);
    if (text.isBlank()) {
      throw refuse(key, "not be blank");
    }
    return Optional.of(text);
  }

  /** Several texts, none of them blank; empty where the key has no value. */
  public List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    try {
      List<String> texts = config.getStringList(key);
      if (!texts.isEmpty() && texts.stream().noneMatch(String::isBlank)) {
        return texts;
      }
    } catch (ConfigException e) {
      // falls through to the refusal below
    }
    throw refuse(key, "be a list of names, such as [a, b]");
  }

  /** What an open group holds, by name: texts, as they would be written. */
  public Map<String, String> group(String key) {
    Map<String, String> values = new TreeMap<>();
    Leaves.of((ConfigObject) value(key))
        .forEach((name, value) -> values.put(name, String.valueOf(value.unwrapped())));
    return values;
  }

  public boolean flag(String key) {
    try {
      return config.getBoolean(key);
    } catch (ConfigException e) {
      throw refuse(key, "be true or false");
    }
  }

  public int whole(String key, int least, int most) {
    return (int) whole(key, (long) least, (long) most);
  }

  /** A whole number; a number with a fraction is refused rather than cut. */
  public long whole(String key, long least, long most) {
    String rule =
        most == Long.MAX_VALUE
            ? "be a whole number" + (least == Long.MIN_VALUE ? "" : " of at least " + least)
            : "be a whole number from %d to %d".formatted(least, most);
    long number;
    try {
      number = Long.parseLong(String.valueOf(scalar(key)));
    } catch (NumberFormatException e) {
      throw refuse(key, rule);
    }
    if (number < least || number > most) {
      throw refuse(key, rule);
    }
    return number;
  }

  /** A finite number for which a rule holds. */
  public double real(String key, DoublePredicate rule, String ruleInWords) {
    return number(key).filter(rule::test).orElseThrow(() -> refuse(key, ruleInWords));
  }

  /** The finite number that a key holds, if it holds one. */
  public Optional<Double> number(String key) {
    try {
      double number = Double.parseDouble(String.valueOf(scalar(key)));
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** One of several words. */
  public <T> T choice(String key, Map<String, T> choices) {
    T chosen = choices.get(String.valueOf(scalar(key)));
    if (chosen == null) {
      throw refuse(key, "be " + Choices.words(choices));
    }
    return chosen;
  }

  private Object scalar(String key) {
    ConfigValue value = value(key);
    return value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST
        ? ""
        : value.unwrapped();
  }

  private ConfigValue value(String key) {
    return value(config, key);
  }

  private static ConfigValue value(Config config, String key) {
    ConfigObject object = config.root();
    List<String> path = ConfigUtil.splitPath(key);
    for (String name : path.subList(0, path.size() - 1)) {
      object = (ConfigObject) object.get(name);
    }
    return object.get(path.get(path.size() - 1));
  }

  /** A refusal of what a key holds, with its place. */
  public ConfigurationException refuse(String key, String rule) {
    ConfigValue value = value(key);
    if (value.valueType() == ConfigValueType.NULL) {
      String given = rule.startsWith("be given") ? rule : "be given";
      return new ConfigurationException("%s: %s must %s".formatted(file, key, given));
    }
    boolean byDefault = isDefault(value);
    return new ConfigurationException(
        "%s: %s must %s, but was %s%s"
            .formatted(
                byDefault ? file : Place.of(value.origin()),
                key,
                rule,
                show(key),
                byDefault ? " (the default)" : ""));
  }

  /**
   * All values, those of the reference among them, by their full keys in ascending order, to be
   * kept: without passwords in URIs, and with the names of variables of the environment in the
   * place of what they hold.
   */
  public ObjectNode toJson() {
    ObjectNode out = Json.object();
    Leaves.of(kept.root()).forEach((key, value) -> Leaves.put(key, value, out));
    return Json.read(
        Quote.withoutPasswords(Json.line(out)),
        file); // so that numbers are of the types that are read again
  }
}
