package org.sparksvi.kinds.regression;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.kind.Values;

/** What terms of effects must vary by: the groups, or factors that cross them. */
final class CrossedRules {
  private static final String GROUP = "input.group-column";
  private static final String CATEGORIES = "input.categories";
  private static final String CODING = "input.category-coding";

  private CrossedRules() {}

  private static List<String> factors(Values values, Configuration configuration) {
    Optional<String> group = configuration.optionalText(GROUP);
    return RandomTerms.parse(Formulas.random(values)).orElse(List.of()).stream()
        .filter(term -> !term.isNested())
        .flatMap(term -> term.group().stream())
        .filter(named -> group.isPresent() && !named.equals(group.get()))
        .toList();
  }

  /** A factor is the column of groups, or one of categories, and not both. */
  static Optional<ConfigurationException> known(Values values, Configuration configuration) {
    List<String> categories = configuration.texts(CATEGORIES);
    Optional<String> group = configuration.optionalText(GROUP);
    if (group.isPresent() && categories.contains(group.get())) {
      return Optional.of(
          configuration.refuse(
              CATEGORIES, "not name '%s', which %s does".formatted(group.get(), GROUP)));
    }
    List<String> factors = factors(values, configuration);
    return factors.stream().allMatch(categories::contains)
        ? Optional.empty()
        : Optional.of(
            configuration.refuse(
                Formulas.said(values),
                "vary by '%s', which %s names, or by columns of %s"
                    .formatted(group.orElseThrow(), GROUP, CATEGORIES)));
  }

  /** Parts are of the groups, and their column is nothing else. */
  static Optional<ConfigurationException> nested(Values values, Configuration configuration) {
    List<RandomTerms> terms = RandomTerms.parse(Formulas.random(values)).orElse(List.of());
    Optional<String> part = RandomTerms.part(terms);
    Optional<String> group = configuration.optionalText(GROUP);
    if (part.isEmpty() || group.isEmpty()) {
      return Optional.empty();
    }
    boolean named =
        terms.stream().filter(RandomTerms::isNested).allMatch(t -> t.outer().equals(group.get()));
    boolean taken =
        part.equals(group)
            || Stream.of("input.columns", CATEGORIES)
                .anyMatch(key -> configuration.texts(key).contains(part.get()));
    return named && !taken
        ? Optional.empty()
        : Optional.of(
            configuration.refuse(
                Formulas.said(values),
                "have effects of parts of '%s', which %s names, by a column that no other key names"
                    .formatted(group.get(), GROUP)));
  }

  /** A prior that is given is of all coefficients. */
  static Optional<ConfigurationException> found(Values values, Configuration configuration) {
    return factors(values, configuration).isEmpty() || values.get(PriorSettings.RUN).isEmpty()
        ? Optional.empty()
        : Optional.of(
            configuration.refuse(
                PriorSettings.RUN.key(),
                "not be given where %s has factors that cross the groups"
                    .formatted(Formulas.said(values))));
  }

  /** Every level of a factor has a column. */
  static Optional<ConfigurationException> coded(Values values, Configuration configuration) {
    List<String> factors = factors(values, configuration);
    return factors.isEmpty() || configuration.says(CODING, "one-hot")
        ? Optional.empty()
        : Optional.of(
            configuration.refuse(
                CODING,
                "be one-hot where %s varies by '%s'"
                    .formatted(Formulas.said(values), factors.get(0))));
  }
}
