package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.sparksvi.spark.wire.Items;

/** Finds the levels of columns of categories, by one pass over the rows. */
final class Levels {
  /** More are a sign of a mistake, such as a key of the rows. */
  static final int MOST = 10_000;

  private Levels() {}

  /**
   * The categories of some columns.
   *
   * @param oneHot whether every level gets a column; otherwise all but the most frequent one, the
   *     first by name of equally frequent ones
   * @throws InputException where a column has too few levels or too many, or some that cannot be
   *     part of a name
   */
  static List<Category> of(
      InputTable table, List<String> columns, NumberCells cells, boolean oneHot) {
    int size = columns.size();
    if (size == 0) {
      return List.of();
    }
    RowPlaces places = RowPlaces.of(table, table.place());
    Counts counts =
        Jobs.run(
            table.rows().sparkSession(),
            "Finding the levels of categories",
            table.place(),
            () ->
                Items.collect(
                        table
                            .values(places, columns)
                            .filter(row -> !places.isInvalid(row))
                            .mapPartitions(
                                rows -> List.of(Counts.of(rows, size, cells)).iterator()))
                    .stream()
                    .reduce(new Counts(size), Counts::add));
    List<Category> categories = new ArrayList<>();
    for (int c = 0; c < size; c++) {
      categories.add(category(table.place(), columns.get(c), counts.columns.get(c), oneHot));
    }
    return categories;
  }

  /** How often each level was met, by column. */
  private static final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<TreeMap<String, Long>> columns = new ArrayList<>();

    Counts(int size) {
      for (int c = 0; c < size; c++) {
        columns.add(new TreeMap<>());
      }
    }

    static Counts of(Iterator<Row> rows, int size, NumberCells cells) {
      Counts counts = new Counts(size);
      while (rows.hasNext()) {
        Row struct = rows.next().getStruct(0);
        for (int c = 0; c < size; c++) {
          String level = Category.level(struct.get(c));
          Map<String, Long> met = counts.columns.get(c);
          boolean room = met.size() <= MOST || met.containsKey(level); // one too many is enough
          if (room && cells.kind(level) != NumberCells.Kind.MISSING) {
            met.merge(level, 1L, Long::sum);
          }
        }
      }
      return counts;
    }

    Counts add(Counts other) {
      for (int c = 0; c < columns.size(); c++) {
        Map<String, Long> sum = columns.get(c);
        other.columns.get(c).forEach((level, n) -> sum.merge(level, n, Long::sum));
      }
      return this;
    }
  }

  private static Category category(
      String place, String column, Map<String, Long> counts, boolean oneHot) {
    if (!Category.canBegin(column)) {
      throw new InputException(
          place, "the name of a category must hold no '=', but is '%s'".formatted(column));
    }
    if (counts.size() < 2 || counts.size() > MOST) {
      throw new InputException(
          place,
          "category '%s' must have from 2 to %d levels, but has %s"
              .formatted(column, MOST, counts.size() > MOST ? "more" : counts.keySet()));
    }
    for (String level : counts.keySet()) {
      if (!Category.canBeNamed(level)) {
        throw new InputException(
            place,
            "levels of category '%s' must hold no line breaks, control characters or \" (not \", but one is \"%s\""
                .formatted(column, level));
      }
    }
    List<String> levels = new ArrayList<>(counts.keySet());
    if (oneHot) {
      return new Category(column, levels, Optional.empty());
    }
    String reference = levels.get(0);
    for (String level : levels) { // ascending
      reference = counts.get(level) > counts.get(reference) ? level : reference;
    }
    levels.remove(reference);
    return new Category(column, levels, Optional.of(reference));
  }
}
