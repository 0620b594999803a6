package org.sparksvi.spark.input;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sparksvi.format.Formula;

/**
 * The columns of a formula's terms.
 *
 * <p>A category of a term has a column for each level but the reference where the term without it
 * is there, too, as is the intercept of a category alone; else one for every level. That is how R
 * codes them (Chambers and Hastie, 1992, section 2.4). Without an intercept the first category
 * alone stands for it.
 */
final class FormulaColumns {
  private static final int MOST = 100_000; // more are a mistake

  private final String place;
  private final Formula formula;
  private final List<List<String>> terms;

  /**
   * Of a table.
   *
   * @param free columns that may be in terms, which a dot stands for
   * @throws InputException where the formula names another column, or none
   */
  FormulaColumns(InputTable table, Formula formula, List<String> free) {
    this.place = table.place();
    this.formula = formula;
    this.terms = formula.terms(free, name -> exact(table, name, free));
    if (terms.isEmpty()) {
      throw new InputException(place, "model.formula must have a column, but has none");
    }
  }

  private static String exact(InputTable table, String name, List<String> free) {
    String exact = table.find(name).orElse(name);
    if (!free.contains(exact)) {
      throw new InputException(
          table.place(),
          "model.formula must name columns that are features, but '%s' is none of them: %s%s"
              .formatted(
                  name, free.isEmpty() ? "there is none" : String.join(", ", free), table.hint()));
    }
    return exact;
  }

  /** The columns of all terms, each once. */
  List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    terms.forEach(columns::addAll);
    return List.copyOf(columns);
  }

  /**
   * The features.
   *
   * @param categories those of the columns that are categories, with their levels
   * @param known all columns of the table
   */
  Features features(List<Category> categories, List<String> known) {
    Map<String, Category> byColumn = new TreeMap<>();
    categories.forEach(category -> byColumn.put(category.column(), category));
    Set<Set<String>> there = new HashSet<>();
    terms.forEach(term -> there.add(Set.copyOf(term)));
    if (formula.intercept()) {
      there.add(Set.of());
    }
    List<Features.Term> all = new ArrayList<>();
    long size = 0;
    for (List<String> term : terms) {
      List<Features.Part> parts = new ArrayList<>();
      long width = 1;
      for (String column : term) {
        Set<String> others = new HashSet<>(term);
        others.remove(column);
        Category category = byColumn.get(column);
        if (category == null) {
          parts.add(Features.Part.number(column));
        } else {
          Category coded = there.contains(others) ? category : category.ofAllLevels();
          parts.add(Features.Part.of(coded));
          width = Math.min(MOST + 1L, width * coded.size());
        }
      }
      if (term.size() == 1 && parts.get(0).isCategory()) {
        there.add(Set.of()); // its columns add up to 1
      }
      size += width;
      if (size > MOST) {
        throw new InputException(
            place,
            "model.formula must make at most %d columns, but '%s' makes more"
                .formatted(MOST, String.join(":", term)));
      }
      all.add(new Features.Term(parts));
    }
    Features features = new Features(all);
    if (!features.areSaidByNames(known)) {
      throw new InputException(
          place,
          "names of columns and of levels in model.formula must not be products of others, such as 'a:b' of 'a' and 'b', but some are: %s"
              .formatted(String.join(", ", columns())));
    }
    return features;
  }
}
