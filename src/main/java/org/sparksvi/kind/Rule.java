package org.sparksvi.kind;

import java.util.Optional;
import java.util.function.Predicate;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;

/** A rule between two settings of a kind: where one has some values, another must be so. */
@FunctionalInterface
public interface Rule {

  /**
   * The refusal of values that break the rule; empty where they keep it.
   *
   * @param values all of the kind
   * @param configuration they are from
   */
  Optional<ConfigurationException> broken(Values values, Configuration configuration);

  /** A setting must not be given unless another has some values. */
  static <T> Rule only(Setting<?> setting, Setting<T> other, Predicate<T> allowed) {
    return (values, configuration) ->
        allowed.test(values.get(other)) || !configuration.isGiven(setting.key())
            ? Optional.empty()
            : refused(configuration, setting, "not be given", other, values);
  }

  /**
   * A setting must keep a rule where another has some values.
   *
   * @param words of the rule, such as {@code be isotropic}
   */
  static <S, T> Rule must(
      Setting<S> setting, String words, Predicate<S> holds, Setting<T> other, Predicate<T> where) {
    return (values, configuration) ->
        !where.test(values.get(other)) || holds.test(values.get(setting))
            ? Optional.empty()
            : refused(configuration, setting, words, other, values);
  }

  /** A setting must be given where another has some values. */
  static <T> Rule needs(Setting<?> setting, Setting<T> other, Predicate<T> where) {
    return (values, configuration) ->
        !where.test(values.get(other)) || configuration.has(setting.key())
            ? Optional.empty()
            : refused(configuration, setting, "be given", other, values);
  }

  private static <T> Optional<ConfigurationException> refused(
      Configuration configuration,
      Setting<?> setting,
      String words,
      Setting<T> other,
      Values values) {
    return Optional.of(
        configuration.refuse(
            setting.key(),
            "%s where %s is %s"
                .formatted(words, other.key(), other.type().show(values.get(other)))));
  }
}
