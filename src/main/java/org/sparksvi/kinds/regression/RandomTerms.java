package org.sparksvi.kinds.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.models.regression.ColumnPriors.Factor;
import org.sparksvi.models.regression.Prior;
import org.sparksvi.models.regression.RandomEffects;
import org.sparksvi.models.regression.RandomEffects.Term;

/**
 * Terms of effects that vary by group, as lme4 writes them: {@code (1 + x | group)}, or {@code ||}
 * for effects without correlations; {@code 0} leaves out the intercept, which is there otherwise.
 * {@code (1 | group/part)} has intercepts of groups and of their parts, {@code (1 | group:part)} of
 * these alone. Parentheses and the group may be left out.
 *
 * @param effects names of columns; the intercept is {@code 1}
 * @param correlated whether they have correlations
 * @param group the column of groups, where it is named
 */
record RandomTerms(List<String> effects, boolean correlated, Optional<String> group) {
  static final String INTERCEPT = "1";
  private static final String WITHIN = ":";
  private static final String OVER = "/";
  private static final int MOST_CHARACTERS = 10_000;
  private static final Pattern WHOLE = Pattern.compile("\\(([^()]*)\\)|([^()]*)");
  private static final Pattern TERM =
      Pattern.compile("([^|]+)(?:(\\|\\|?)\\s*([^|]*[^|\\s])\\s*)?");

  /** What a term must be, to follow "must be a list of". */
  static final String RULE =
      "terms such as '(1 + x | group)', '(0 + x | group)', '(1 + x || group)' or '(1 | group/part)', each column in one of them for a group, and parts, of intercepts, in one";

  /** Of a text; empty where it is no term. */
  static Optional<RandomTerms> parse(String text) {
    Matcher whole = WHOLE.matcher(text.strip());
    if (text.length() > MOST_CHARACTERS || !whole.matches()) {
      return Optional.empty();
    }
    Matcher matcher = TERM.matcher(whole.group(1) != null ? whole.group(1) : whole.group(2));
    if (!matcher.matches() || !areTwoNames(matcher.group(3))) {
      return Optional.empty();
    }
    List<String> effects = new ArrayList<>();
    effects.add(INTERCEPT);
    for (String part : matcher.group(1).split("\\+", -1)) {
      String name = part.strip();
      if (name.isEmpty()) {
        return Optional.empty();
      }
      if (name.equals("0")) {
        effects.remove(INTERCEPT);
      } else if (!name.equals(INTERCEPT)) {
        if (effects.contains(name)) {
          return Optional.empty();
        }
        effects.add(name);
      }
    }
    return effects.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RandomTerms(
                effects, !"||".equals(matcher.group(2)), Optional.ofNullable(matcher.group(3))));
  }

  /** Whether a group with parts is two names. */
  private static boolean areTwoNames(String group) {
    if (group == null || !(group.contains(OVER) || group.contains(WITHIN))) {
      return true;
    }
    String[] names = group.split("[" + OVER + WITHIN + "]", -1);
    return names.length == 2 && !names[0].isBlank() && !names[1].isBlank();
  }

  /** Of texts; empty where one is no term, or an effect is in two. */
  static Optional<List<RandomTerms>> parse(List<String> texts) {
    List<RandomTerms> terms = new ArrayList<>();
    for (String text : texts) {
      Optional<RandomTerms> term = parse(text);
      if (term.isEmpty()) {
        return Optional.empty();
      }
      terms.addAll(term.get().expanded());
    }
    List<RandomTerms> nested = terms.stream().filter(RandomTerms::isNested).toList();
    if (nested.size() > 1 || nested.stream().anyMatch(n -> !n.isIntercept())) {
      return Optional.empty();
    }
    terms.removeAll(nested);
    terms.addAll(nested); // behind
    List<String> all =
        terms.stream()
            .flatMap(term -> term.effects().stream().map(name -> term.group() + "|" + name))
            .toList();
    return all.isEmpty()
            || all.size() > RandomEffects.MOST
            || all.stream().distinct().count() < all.size()
        ? Optional.empty()
        : Optional.of(terms);
  }

  /** {@code (1 | school/class)} is {@code (1 | school)} and {@code (1 | school:class)}. */
  private List<RandomTerms> expanded() {
    List<String> names =
        Arrays.stream(group.orElse("").split(OVER, -1)).map(String::strip).toList();
    return names.size() != 2
        ? List.of(this)
        : List.of(
            new RandomTerms(effects, correlated, Optional.of(names.get(0))),
            new RandomTerms(
                effects, correlated, Optional.of(names.get(0) + WITHIN + names.get(1))));
  }

  private boolean isIntercept() {
    return effects.equals(List.of(INTERCEPT));
  }

  /** Whether effects are of parts of groups. */
  boolean isNested() {
    return group.orElse("").contains(WITHIN);
  }

  /** The column of groups of effects of their parts. */
  String outer() {
    return group.orElseThrow().split(WITHIN, -1)[0].strip();
  }

  /** The column of the parts of groups, where a term is of their effects. */
  static Optional<String> part(List<RandomTerms> terms) {
    return terms.stream()
        .filter(RandomTerms::isNested)
        .map(term -> term.group().orElseThrow().split(WITHIN, -1)[1].strip())
        .findFirst();
  }

  /** The names of all effects, in their order: of those of parts, of what they are parts. */
  static List<String> names(List<RandomTerms> terms) {
    return terms.stream()
        .flatMap(term -> term.isNested() ? term.group().stream() : term.effects().stream())
        .toList();
  }

  /** Those of effects by the groups that rows are packed by, or those by other factors. */
  static List<RandomTerms> of(List<RandomTerms> terms, Vocabulary columns, boolean crossed) {
    return terms.stream().filter(term -> term.levels(columns).isEmpty() != crossed).toList();
  }

  /** The columns of the levels of its group, where that is a factor of categories. */
  List<Integer> levels(Vocabulary columns) {
    String start = group.map(name -> name + "=").orElse("");
    return start.isEmpty()
        ? List.of()
        : IntStream.range(0, columns.size())
            .filter(c -> columns.word(c).startsWith(start))
            .boxed()
            .toList();
  }

  /**
   * The factor over these columns, which has levels there.
   *
   * @throws IllegalArgumentException where a level has no column, or not the intercept varies
   */
  Factor factor(Vocabulary columns, Prior deviation) {
    List<Integer> levels = levels(columns);
    if (!isIntercept()) {
      throw new IllegalArgumentException(
          "model.random: effects by '%s', which crosses the groups, must be an intercept, but are %s"
              .formatted(group.orElseThrow(), String.join(" + ", effects)));
    }
    if (columns.word(levels.get(0)).contains(" (not ")) {
      throw new IllegalArgumentException(
          "model.random: '%s' must have a column for every level, which input.category-coding = one-hot makes, but has '%s'"
              .formatted(group.orElseThrow(), columns.word(levels.get(0))));
    }
    return new Factor(levels, deviation);
  }

  /**
   * The term over these columns.
   *
   * @throws IllegalArgumentException where one is missing
   */
  Term over(Vocabulary columns) {
    if (isNested()) {
      return new Term(List.of(RandomEffects.PART), true);
    }
    List<Integer> places = new ArrayList<>();
    for (String effect : effects) {
      int place = effect.equals(INTERCEPT) ? RandomEffects.INTERCEPT : columns.indexOf(effect);
      if (place < 0 && !effect.equals(INTERCEPT)) {
        throw new IllegalArgumentException(
            "model.random: '%s' must be one of the columns, %s"
                .formatted(effect, String.join(", ", some(columns))));
      }
      places.add(place);
    }
    return new Term(places, correlated);
  }

  /** The first of the names. */
  static List<String> some(Vocabulary columns) {
    int most = 20;
    List<String> words = columns.words();
    List<String> some = new ArrayList<>(words.subList(0, Math.min(most, words.size())));
    if (words.size() > most) {
      some.add("...");
    }
    return some;
  }
}
