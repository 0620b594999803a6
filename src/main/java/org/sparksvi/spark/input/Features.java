package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The features of a row that has a column for each: numbers, categories as columns of 0 and 1, and
 * interactions, which are products of these.
 */
final class Features implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String TIMES = ":";
  private static final int MOST_PARTS = 64; // of a product's name

  private final ArrayList<Term> terms;
  private final ArrayList<Part> parts; // one for each column of the table
  private final int[][] cells; // of the parts of each term

  /**
   * A column of the table.
   *
   * @param category what it becomes; null where it is a number
   */
  record Part(String column, Category category) implements Serializable {
    static Part number(String column) {
      return new Part(column, null);
    }

    static Part of(Category category) {
      return new Part(category.column(), category);
    }

    List<String> names() {
      return category == null ? List.of(column) : category.names();
    }

    boolean isCategory() {
      return category != null;
    }

    /** Features that it becomes. */
    int width() {
      return category == null ? 1 : category.size();
    }

    /** Writes them, where there are zeros. */
    void put(Object cell, NumberCells by, boolean missing, double[] into, int at) throws Refused {
      if (category == null) {
        into[at] = by.number(cell, column);
      } else {
        category.put(cell, by, missing, into, at);
      }
    }

    double[] values(Object cell, NumberCells by, boolean missing) throws Refused {
      double[] values = new double[width()];
      put(cell, by, missing, values, 0);
      return values;
    }

    /** The same with the levels of another part of it; empty where that is something else. */
    Optional<Part> with(Part other) {
      return category == null || other.category == null
          ? Optional.of(this).filter(other::equals)
          : category.with(other.category).map(Part::of);
    }
  }

  /** Columns that are multiplied: every feature of one by every feature of the next. */
  record Term(List<Part> parts) implements Serializable {
    Term {
      parts = List.copyOf(parts);
    }

    List<String> names() {
      List<String> names = List.of("");
      for (Part part : parts) {
        names =
            names.stream()
                .flatMap(
                    name -> part.names().stream().map(n -> name.isEmpty() ? n : name + TIMES + n))
                .toList();
      }
      return names;
    }

    /** The same with the levels of another; empty where that is of something else. */
    Optional<Term> with(Term other) {
      List<Part> both = new ArrayList<>();
      for (int i = 0; i < parts.size() && parts.size() == other.parts.size(); i++) {
        parts.get(i).with(other.parts.get(i)).ifPresent(both::add);
      }
      return both.size() == parts.size() && both.stream().anyMatch(Part::isCategory)
          ? Optional.of(new Term(both))
          : Optional.empty();
    }

    private List<List<String>> said() {
      return parts.stream()
          .map(part -> Stream.concat(Stream.of(part.column()), part.names().stream()).toList())
          .toList();
    }
  }

  Features(List<Term> terms) {
    this.terms = new ArrayList<>(terms);
    Map<String, Part> found = new LinkedHashMap<>();
    terms.forEach(term -> term.parts().forEach(part -> found.putIfAbsent(part.column(), part)));
    this.parts = new ArrayList<>(found.values());
    List<String> columns = columns();
    this.cells =
        terms.stream()
            .map(
                term ->
                    term.parts().stream()
                        .mapToInt(part -> columns.indexOf(part.column()))
                        .toArray())
            .toArray(int[][]::new);
  }

  /** Columns of numbers. */
  static Features numbers(List<String> columns) {
    return new Features(
        columns.stream().map(column -> new Term(List.of(Part.number(column)))).toList());
  }

  /**
   * The features with some names, categories and interactions among them as they once were named.
   *
   * @param columns of the table
   * @param multiplied whether there may be interactions
   */
  static Features named(List<String> names, List<String> columns, boolean multiplied) {
    Set<String> known = new LinkedHashSet<>(columns);
    List<Term> terms = new ArrayList<>();
    Term open = null;
    for (String name : names) {
      List<Part> found = multiplied ? product(name, known) : part(name, known);
      Term next = new Term(found.isEmpty() ? List.of(Part.number(name)) : found);
      Term grown = open == null ? null : open.with(next).orElse(null);
      if (open != null && grown == null) {
        terms.add(open);
      }
      open = grown == null ? next : grown;
    }
    if (open != null) {
      terms.add(open);
    }
    return new Features(terms);
  }

  /** The parts of a name, each with one level; none where it is not one of them. */
  private static List<Part> product(String name, Set<String> columns) {
    boolean may =
        name.chars().filter(c -> c == TIMES.charAt(0)).limit(MOST_PARTS).count() < MOST_PARTS;
    return may ? product(name, 0, columns, new HashSet<>()) : part(name, columns);
  }

  /** Of the name from a place on, which is no product if it is among the {@code vain}. */
  private static List<Part> product(String name, int from, Set<String> columns, Set<Integer> vain) {
    String all = name.substring(from);
    for (int at = name.indexOf(TIMES, from);
        at >= 0 && !columns.contains(all);
        at = name.indexOf(TIMES, at + 1)) {
      List<Part> first = part(name.substring(from, at), columns);
      if (!first.isEmpty() && !vain.contains(at + 1)) {
        List<Part> rest = product(name, at + 1, columns, vain);
        if (!rest.isEmpty()) {
          return Stream.concat(first.stream(), rest.stream()).toList();
        }
      }
    }
    List<Part> alone = part(all, columns);
    if (alone.isEmpty()) {
      vain.add(from);
    }
    return alone;
  }

  private static List<Part> part(String name, Set<String> columns) {
    return columns.contains(name)
        ? List.of(Part.number(name))
        : Category.named(name, columns).map(Part::of).stream().toList();
  }

  /** With categories behind. */
  Features and(List<Category> categories) {
    return new Features(
        Stream.concat(terms.stream(), categories.stream().map(of -> new Term(List.of(Part.of(of)))))
            .toList());
  }

  /** Whether names bring these features back, of a table with some columns. */
  boolean areSaidByNames(List<String> columns) {
    return named(names(), columns, true).terms.stream()
        .map(Term::said)
        .toList()
        .equals(terms.stream().map(Term::said).toList());
  }

  /** Names of all features. */
  List<String> names() {
    return terms.stream().flatMap(term -> term.names().stream()).toList();
  }

  /** The columns of the table that they are of, each once. */
  List<String> columns() {
    return parts.stream().map(Part::column).toList();
  }

  /** What these columns are. */
  List<Part> parts() {
    return parts;
  }

  /**
   * The numbers of a row.
   *
   * @param row begins with the cells of the columns
   * @param size of all features
   * @param missing whether values may be missing
   */
  double[] of(Row row, int size, NumberCells by, boolean missing) throws Refused {
    double[] values = new double[size];
    int at = 0;
    for (int t = 0; t < terms.size(); t++) {
      List<Part> factors = terms.get(t).parts();
      Part first = factors.get(0);
      if (factors.size() == 1) {
        first.put(row.get(cells[t][0]), by, missing, values, at);
        at += first.width();
        continue;
      }
      double[] product = first.values(row.get(cells[t][0]), by, missing);
      for (int i = 1; i < factors.size(); i++) {
        product = times(product, factors.get(i).values(row.get(cells[t][i]), by, missing));
      }
      System.arraycopy(product, 0, values, at, product.length);
      at += product.length;
    }
    return values;
  }

  private static double[] times(double[] one, double[] other) {
    return IntStream.range(0, one.length * other.length)
        .mapToDouble(k -> one[k / other.length] * other[k % other.length])
        .toArray();
  }
}
