package org.sparksvi.job;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.Setting.Form;

/**
 * The candidates that values of a command line make: lists of keys of the model stand for one value
 * after the other, and several lists for all combinations.
 *
 * @param choices the candidates, the last key's values following each other
 */
record CandidateKeys(List<Choice> choices) {
  private static final int MOST = 64;
  private static final String GROUP = "model.";

  /**
   * A candidate.
   *
   * @param name the values in which it differs from others
   * @param overrides {@code key=value}, all of the command line
   */
  record Choice(String name, List<String> overrides) {
    Choice with(String key, String value, boolean named) {
      List<String> more = new ArrayList<>(overrides);
      more.add(key + "=" + value);
      String own = named ? (name.isEmpty() ? "" : name + ", ") + key + " = " + value : name;
      return new Choice(own, more);
    }
  }

  /**
   * Reads them.
   *
   * @param configuration of some values, which has those that are no lists
   * @throws ConfigurationException where there are too many
   */
  static CandidateKeys of(
      List<String> overrides, Function<List<String>, Configuration> configuration) {
    List<String> plain = overrides.stream().filter(o -> !isList(o)).toList();
    String kind = configuration.apply(plain).optionalText("model.kind").orElse("");
    List<Choice> choices = List.of(new Choice("", List.of()));
    Set<String> keys = new HashSet<>();
    for (String override : overrides) {
      int equals = override.indexOf('=');
      String key = equals < 1 ? override : override.substring(0, equals).strip();
      String value = equals < 1 ? "" : override.substring(equals + 1).strip();
      if (isList(override) && !keys.add(key)) {
        throw new ConfigurationException(
            "-s %s must be given once where it names candidates".formatted(key));
      }
      List<String> values = isList(override) ? values(kind, key, value) : List.of();
      List<Choice> more = new ArrayList<>();
      for (Choice choice : choices) {
        if (values.isEmpty()) {
          List<String> all = new ArrayList<>(choice.overrides());
          all.add(override);
          more.add(new Choice(choice.name(), all));
        }
        values.forEach(one -> more.add(choice.with(key, one, values.size() > 1)));
      }
      if (more.size() > MOST) {
        throw new ConfigurationException(
            "there must be at most %d candidates, but there are %d".formatted(MOST, more.size()));
      }
      choices = more;
    }
    return new CandidateKeys(List.copyOf(choices));
  }

  private static boolean isList(String override) {
    return override.startsWith(GROUP) && override.matches("[^=]*=\\s*\\[.*\\]\\s*");
  }

  /** The elements of a list; itself alone where it is a value of the key. */
  private static List<String> values(String kind, String key, String value) {
    boolean nested = value.matches("(?s)\\[\\s*\\[.*");
    if (!nested && takesLists(kind, key)) {
      return List.of(value);
    }
    List<String> elements = elements(key, value);
    if (elements.isEmpty()) {
      throw new ConfigurationException("-s %s: a list must not be empty".formatted(key));
    }
    return elements;
  }

  /** The elements of a list as a file has it. */
  private static List<String> elements(String key, String value) {
    try {
      List<String> elements = new ArrayList<>();
      for (ConfigValue element : ConfigFactory.parseString("list = " + value).getList("list")) {
        boolean list = element.valueType() == ConfigValueType.LIST;
        elements.add(
            list
                ? element.render(ConfigRenderOptions.concise())
                : String.valueOf(element.unwrapped()));
      }
      return elements;
    } catch (ConfigException e) {
      throw new ConfigurationException(
          "-s %s: a list must be written as in a file, such as [10, 20] or [\"a\", \"b\"], but was %s"
              .formatted(key, value),
          e);
    }
  }

  private static boolean takesLists(String kind, String key) {
    return Kinds.installed().all().stream()
        .filter(one -> one.name().equals(kind))
        .flatMap(one -> one.settings().rows().stream())
        .filter(setting -> setting.key().equals(key))
        .map(Setting::type)
        .anyMatch(type -> type.form() == Form.WHOLES || type.form() == Form.TEXTS);
  }
}
