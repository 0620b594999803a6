package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The features of a row that has a column for each: numbers, and categories as columns of 0 and 1.
 *
 * @param parts in their order
 */
record Features(List<Part> parts) implements Serializable {

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
  }

  Features {
    parts = List.copyOf(parts);
  }

  /** Columns of numbers. */
  static Features numbers(List<String> columns) {
    return new Features(columns.stream().map(Part::number).toList());
  }

  /**
   * The features with some names, the categories among them as they once were named.
   *
   * @param columns of the table
   */
  static Features named(List<String> names, List<String> columns) {
    List<Part> parts = new ArrayList<>();
    Category open = null;
    for (String name : names) {
      Category next = columns.contains(name) ? null : Category.named(name, columns).orElse(null);
      Category grown = open == null || next == null ? null : open.with(next).orElse(null);
      if (open != null && grown == null) {
        parts.add(Part.of(open));
      }
      open = grown == null ? next : grown;
      if (next == null) {
        parts.add(Part.number(name));
      }
    }
    if (open != null) {
      parts.add(Part.of(open));
    }
    return new Features(parts);
  }

  /** With categories behind. */
  Features and(List<Category> categories) {
    return new Features(Stream.concat(parts.stream(), categories.stream().map(Part::of)).toList());
  }

  /** Names of all features. */
  List<String> names() {
    return parts.stream().flatMap(part -> part.names().stream()).toList();
  }

  /** The columns of the table that they are of. */
  List<String> columns() {
    return parts.stream().map(Part::column).toList();
  }

  /**
   * The numbers of a row.
   *
   * @param row begins with the cells of the columns
   * @param size of all features
   * @param missing whether values may be missing
   */
  double[] of(Row row, int size, NumberCells cells, boolean missing) throws Refused {
    double[] values = new double[size];
    int at = 0;
    for (int c = 0; c < parts.size(); c++) {
      Part part = parts.get(c);
      if (part.isCategory()) {
        part.category().put(row.get(c), cells, missing, values, at);
        at += part.category().size();
      } else {
        values[at++] = cells.number(row.get(c), part.column());
      }
    }
    return values;
  }
}
