package org.sparksvi.kinds.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.SettingTypes;
import org.sparksvi.models.regression.ColumnPriors.Group;
import org.sparksvi.models.regression.FlatPrior;
import org.sparksvi.models.regression.HorseshoePrior;
import org.sparksvi.models.regression.LaplacePrior;
import org.sparksvi.models.regression.NormalPrior;
import org.sparksvi.models.regression.Prior;
import org.sparksvi.models.regression.StudentPrior;

/**
 * A prior of some columns: {@code x*, age ~ laplace(0.5)}.
 *
 * @param columns names, in which a star stands for any characters
 * @param prior of their coefficients
 */
record PriorGroup(List<String> columns, Prior prior) {
  /** Automatic relevance determination: of precisions nearly flat in the log. */
  static final Prior RELEVANCE = new StudentPrior(1e-3, 1e-2);

  private static final Pattern GROUP =
      Pattern.compile("(.*\\S)\\s*~\\s*([a-z-]+)\\s*(?:\\((.*)\\))?");

  /** What a group must be, to follow "must be a list of". */
  static final String RULE =
      "texts such as 'x*, age ~ laplace(0.5)', with normal(scale), student-t(degrees, scale), laplace(scale), ard, horseshoe(scale, slab) or flat, numbers from 1e-12 to 1e9, and a slab above its scale";

  /** Of a text; empty where it is no group. */
  static Optional<PriorGroup> parse(String text) {
    Matcher matcher = GROUP.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> columns =
        Arrays.stream(matcher.group(1).split(",", -1)).map(String::strip).toList();
    Optional<double[]> numbers = numbers(matcher.group(3));
    if (numbers.isEmpty() || columns.stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    return prior(matcher.group(2), numbers.get()).map(prior -> new PriorGroup(columns, prior));
  }

  private static Optional<double[]> numbers(String list) {
    if (list == null) {
      return Optional.of(new double[0]);
    }
    try {
      double[] numbers =
          Arrays.stream(list.split(",", -1))
              .map(String::strip)
              .mapToDouble(Double::valueOf)
              .toArray();
      return Arrays.stream(numbers).allMatch(SettingTypes::isModerate)
          ? Optional.of(numbers)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Prior> prior(String shape, double[] of) {
    return switch (shape + of.length) {
      case "normal1" -> Optional.of(new NormalPrior(of[0]));
      case "student-t2" -> Optional.of(new StudentPrior(of[0], of[1]));
      case "laplace1" -> Optional.of(new LaplacePrior(of[0]));
      case "ard0" -> Optional.of(RELEVANCE);
      case "horseshoe2" ->
          of[0] < of[1] ? Optional.of(new HorseshoePrior(of[0], of[1])) : Optional.empty();
      case "flat0" -> Optional.of(new FlatPrior());
      default -> Optional.empty();
    };
  }

  /** Of texts; empty where one is no group. */
  static Optional<List<PriorGroup>> parse(List<String> texts) {
    List<Optional<PriorGroup>> groups = texts.stream().map(PriorGroup::parse).toList();
    return groups.stream().allMatch(Optional::isPresent)
        ? Optional.of(groups.stream().map(Optional::orElseThrow).toList())
        : Optional.empty();
  }

  /**
   * The groups over these columns.
   *
   * @throws IllegalArgumentException where a name matches none, or a column is in two groups
   */
  static List<Group> over(List<PriorGroup> groups, Vocabulary names) {
    List<Group> found = new ArrayList<>();
    int[] seen = new int[names.size()];
    for (PriorGroup group : groups) {
      List<Integer> columns = new ArrayList<>();
      for (String name : group.columns()) {
        int[] matching = matching(name, names);
        if (matching.length == 0) {
          throw new IllegalArgumentException(
              "model.prior.groups: '%s' must match a column, but matches none of %s"
                  .formatted(name, String.join(", ", RandomTerms.some(names))));
        }
        for (int c : matching) {
          if (seen[c]++ > 0) {
            throw new IllegalArgumentException(
                "model.prior.groups: a column must be in one group, but '%s' is in two"
                    .formatted(names.word(c)));
          }
          columns.add(c);
        }
      }
      found.add(new Group(columns, group.prior()));
    }
    return found;
  }

  private static int[] matching(String name, Vocabulary names) {
    Pattern pattern =
        Pattern.compile(
            Arrays.stream(name.split("[*]", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    return IntStream.range(0, names.size())
        .filter(c -> names.word(c).equals(name) || pattern.matcher(names.word(c)).matches())
        .toArray();
  }
}
