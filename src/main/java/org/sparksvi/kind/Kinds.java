package org.sparksvi.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.config.GradientSettings;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.PublishedModel;

/**
 * The kinds of models that there are.
 *
 * @param all of them; several may share a name, and take other rows
 */
public record Kinds(List<Kind<?, ?, ?>> all) {
  private static final String KEY = "model.kind";

  /** Keys that size steps toward a target, which kinds that ascend do not take. */
  private static final List<String> OF_TARGETS =
      List.of(
          "inference.rule",
          "inference.rate.delay",
          "inference.rate.forgetting",
          "inference.rate.value");

  /** Whether a key sizes steps toward a target, which kinds that ascend do not take. */
  public static boolean isOfTargets(String key) {
    return OF_TARGETS.contains(key);
  }

  public Kinds {
    all = List.copyOf(all);
  }

  /** Those on the class path. */
  public static Kinds installed() {
    return new Kinds(
        ServiceLoader.load(KindProvider.class, Kinds.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .flatMap(provider -> provider.kinds().stream())
            .toList());
  }

  /** A kind with the values of its settings. */
  public record Chosen(Kind<?, ?, ?> kind, Values settings) {}

  /**
   * The kind that a configuration names, and its settings.
   *
   * @throws ConfigurationException where a value breaks its rule, or a key is given that only
   *     others have
   */
  public Chosen choose(Configuration c) {
    Map<String, String> names = new LinkedHashMap<>();
    all.forEach(kind -> names.put(kind.name(), kind.name()));
    String name = c.choice(KEY, names);
    for (String key : c.keys()) {
      if (isOfOthers(key, name) && c.isGiven(key)) {
        throw new ConfigurationException(
            "%s: %s is a key of %s, but model.kind is %s"
                .formatted(c.place(key), key, String.join(" and ", owners(key)), name));
      }
    }
    List<Kind<?, ?, ?>> named = named(name);
    if (named.get(0).ascends()) {
      for (String key : OF_TARGETS) {
        if (c.isGiven(key)) {
          throw c.refuse(
              key, "not be given where model.kind is %s; inference.gradient is".formatted(name));
        }
      }
    }
    Values settings = named.get(0).settings().parse(c);
    String format = c.text("input.format");
    return named.stream()
        .filter(kind -> kind.takes(settings, format))
        .findFirst()
        .map(kind -> new Chosen(kind, settings))
        .orElseThrow(
            () -> c.refuse("input.format", "be one that rows of the kind %s have".formatted(name)));
  }

  /**
   * The kind of a published model, and its settings.
   *
   * @param place names it in messages
   */
  public Chosen choose(PublishedModel published, String place) {
    List<Kind<?, ?, ?>> named = named(published.kind());
    if (named.isEmpty()) {
      throw new FormatException(
          place,
          "'kind' must be %s, but is %s".formatted(Choices.words(byName()), published.kind()));
    }
    Values settings = named.get(0).settings().read(new JsonReader(published.settings(), place));
    boolean words = published.vocabulary().isPresent();
    return named.stream()
        .filter(kind -> words(kind, settings, place) == words)
        .findFirst()
        .map(kind -> new Chosen(kind, settings))
        .orElseThrow(
            () ->
                new FormatException(
                    place, words ? "there must be no vocabulary" : "there is no vocabulary"));
  }

  private static boolean words(Kind<?, ?, ?> kind, Values settings, String place) {
    try {
      return kind.rows(settings).words();
    } catch (IllegalArgumentException e) { // such as a formula that is none
      throw new FormatException(place, e.getMessage(), e);
    }
  }

  /** All values but those of keys that only other kinds have. */
  public ObjectNode record(Configuration c, Chosen chosen) {
    ObjectNode values = c.toJson();
    String name = chosen.kind().name();
    values.remove(c.keys().stream().filter(key -> isOfOthers(key, name)).toList());
    chosen.kind().record(chosen.settings(), values);
    return values;
  }

  private Map<String, Kind<?, ?, ?>> byName() {
    Map<String, Kind<?, ?, ?>> byName = new LinkedHashMap<>();
    all.forEach(kind -> byName.put(kind.name(), kind));
    return byName;
  }

  /** Those of a name, which are over different rows; empty where there are none. */
  public List<Kind<?, ?, ?>> named(String name) {
    return all.stream().filter(kind -> kind.name().equals(name)).toList();
  }

  private boolean isOfOthers(String key, String name) {
    List<String> owners = owners(key);
    return !owners.isEmpty() && !owners.contains(name);
  }

  /** Names of the kinds that have a key which not every kind has. */
  private List<String> owners(String key) {
    return all.stream()
        .filter(kind -> keys(kind).anyMatch(own -> covers(own, key)))
        .map(Kind::name)
        .distinct()
        .toList();
  }

  private static boolean covers(String own, String key) {
    return own.endsWith(".") ? key.startsWith(own) : key.equals(own);
  }

  private static Stream<String> keys(Kind<?, ?, ?> kind) {
    return Stream.of(
            kind.settings().keys(),
            kind.groups(),
            kind.rows(kind.settings().usual()).keys(),
            kind.ascends() ? GradientSettings.keys() : List.<String>of())
        .flatMap(List::stream);
  }
}
