package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A column of categories, as columns of 0 and 1: one for each level, or one for each but the
 * reference, a row of which has zeros alone. Their names say all, so that a model knows its levels
 * by the names of its columns:
 *
 * <pre>
 *   colour=red               one for each level
 *   colour=red (not blue)    the reference is blue
 * </pre>
 */
final class Category implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String IS = "=";
  private static final String NOT = " (not ";

  private final String column;
  private final List<String> levels; // that have a column
  private final String reference; // null where every level has a column
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * Of a column.
   *
   * @param levels that have a column of their own
   * @param reference the level that has none; empty where all have one
   */
  Category(String column, List<String> levels, Optional<String> reference) {
    this.column = column;
    this.levels = List.copyOf(levels);
    this.reference = reference.orElse(null);
    levels.forEach(level -> places.put(level, places.size()));
  }

  /** The category whose column has a name, if it is such a name; others of it may follow. */
  static Optional<Category> named(String name, Collection<String> columns) {
    int is = name.indexOf(IS);
    return is < 0 || !columns.contains(name.substring(0, is))
        ? Optional.empty()
        : Optional.of(named(name.substring(is + 1), name.substring(0, is)));
  }

  private static Category named(String rest, String column) {
    int not = rest.endsWith(")") ? rest.lastIndexOf(NOT) : -1;
    return not < 0
        ? new Category(column, List.of(rest), Optional.empty())
        : new Category(
            column,
            List.of(rest.substring(0, not)),
            Optional.of(rest.substring(not + NOT.length(), rest.length() - 1)));
  }

  /** The same with the levels of another part of it; empty where that is of another. */
  Optional<Category> with(Category other) {
    if (!column.equals(other.column)
        || !String.valueOf(reference).equals(String.valueOf(other.reference))) {
      return Optional.empty();
    }
    Set<String> all = new LinkedHashSet<>(levels);
    all.addAll(other.levels);
    return Optional.of(new Category(column, List.copyOf(all), Optional.ofNullable(reference)));
  }

  /** The same with a column for every level. */
  Category ofAllLevels() {
    return reference == null
        ? this
        : new Category(
            column,
            Stream.concat(levels.stream(), Stream.of(reference)).sorted().toList(),
            Optional.empty());
  }

  /** Whether names can begin with a column's, so that they say all. */
  static boolean canBegin(String column) {
    return !column.contains(IS);
  }

  /** Whether a level can be part of a name. */
  static boolean canBeNamed(String level) {
    return !level.contains(NOT) && level.chars().noneMatch(Character::isISOControl);
  }

  /** The column of the table. */
  String column() {
    return column;
  }

  /** How many columns of 0 and 1 it becomes. */
  int size() {
    return levels.size();
  }

  /** Names of its columns of 0 and 1. */
  List<String> names() {
    String end = reference == null ? "" : NOT + reference + ")";
    return levels.stream().map(level -> column + IS + level + end).toList();
  }

  /**
   * Writes the numbers of a cell.
   *
   * @param into arrives zero
   * @param at place of the first of them
   * @param missing whether it may be missing, all of its numbers then being NaN
   */
  void put(Object cell, NumberCells cells, boolean missing, double[] into, int at) throws Refused {
    String level = level(cell);
    if (cells.kind(level) == NumberCells.Kind.MISSING) {
      if (!missing) {
        throw new Refused("category '%s' must be given, but is missing".formatted(column));
      }
      java.util.Arrays.fill(into, at, at + levels.size(), Double.NaN);
      return;
    }
    Integer place = places.get(level);
    if (place != null) {
      into[at + place] = 1;
    } else if (!level.equals(reference)) {
      throw new Refused(
          "category '%s' must be one of the %d levels that are known, but is \"%s\""
              .formatted(column, levels.size() + (reference == null ? 0 : 1), level));
    }
  }

  /** A cell as a level; empty where it is null. */
  static String level(Object cell) {
    if (cell instanceof Double || cell instanceof Float) {
      double number = ((Number) cell).doubleValue();
      return number == Math.rint(number) && Math.abs(number) < 1L << 53
          ? Long.toString((long) number)
          : Double.toString(number);
    }
    return cell == null ? "" : cell.toString().strip();
  }
}
