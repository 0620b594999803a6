package org.sparksvi.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sparksvi.format.Json;

/**
 * A named table of what was learnt. Its text and its JSON follow from its rows and columns.
 *
 * @param name of the array in JSON; empty for a table that is shown only
 * @param rows one for each thing that was learnt
 * @param columns what is said of each
 * @param shown whether a row is shown to people; JSON has all
 * @param most rows that are shown
 * @param <R> what a row is of
 */
public record Table<R>(
    String name, List<R> rows, List<TableColumn<R>> columns, Predicate<R> shown, int most) {
  private static final Pattern WIDTH = Pattern.compile("%-?(\\d*)");

  /**
   * A column of a table. A cell is a number, a flag, a text, an array of numbers, a {@link
   * Ranking}, or null where there is none.
   *
   * @param key in JSON; empty where it is shown only
   * @param heading for people; empty where it is in JSON only
   * @param format of a cell, for people, as of {@link String#format}
   * @param cell of a row
   * @param ownLine whether it is shown on a line of its own, below the others
   */
  public record TableColumn<R>(
      String key, String heading, String format, Function<R, Object> cell, boolean ownLine) {}

  /**
   * Words with what they are ranked by, the highest first.
   *
   * @param by key in JSON of what they are ranked by
   */
  public record Ranking(String by, List<Ranked> words) {

    public Ranking {
      words = List.copyOf(words);
    }

    @Override
    public String toString() {
      return words.stream().map(Ranked::word).collect(Collectors.joining(" "));
    }
  }

  /** A word with what it is ranked by. */
  public record Ranked(String word, double value) {}

  public Table {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
  }

  public static <R> Table<R> of(String name, List<R> rows) {
    return new Table<>(name, rows, List.of(), row -> true, Integer.MAX_VALUE);
  }

  /** With a column for people and programs. */
  public Table<R> column(String key, String heading, String format, Function<R, Object> cell) {
    return with(new TableColumn<>(key, heading, format, cell, false));
  }

  /** With a column for programs only. */
  public Table<R> data(String key, Function<R, Object> cell) {
    return with(new TableColumn<>(key, "", "", cell, false));
  }

  /** With a column that is shown on a line of its own, below the others. */
  public Table<R> below(String key, String heading, String format, Function<R, Object> cell) {
    return with(new TableColumn<>(key, heading, format, cell, true));
  }

  private Table<R> with(TableColumn<R> column) {
    List<TableColumn<R>> more = new ArrayList<>(columns);
    more.add(column);
    return new Table<>(name, rows, more, shown, most);
  }

  /**
   * With a number for each row, by its cell of the column "id", behind this column; as it is where
   * there is none, or another number of rows.
   */
  Table<R> numbered(String key, String heading, String format, List<Double> byId) {
    for (int c = 0; c < columns.size(); c++) {
      TableColumn<R> id = columns.get(c);
      if (id.key().equals("id") && byId.size() == rows.size()) {
        Function<R, Object> cell = row -> byId.get(((Number) id.cell().apply(row)).intValue());
        List<TableColumn<R>> more = new ArrayList<>(columns);
        more.add(c + 1, new TableColumn<>(key, heading, format, cell, false));
        return new Table<>(name, rows, more, shown, most);
      }
    }
    return this;
  }

  /** With only some of the rows shown to people. */
  public Table<R> showing(Predicate<R> which, int number) {
    return new Table<>(name, rows, columns, which, number);
  }

  /**
   * The shown rows, under a line of headings.
   *
   * @param below whether columns on lines of their own are shown too
   */
  String text(boolean below) {
    List<TableColumn<R>> seen =
        columns.stream().filter(c -> !c.heading().isEmpty() && (below || !c.ownLine())).toList();
    List<R> some = rows.stream().filter(shown).toList();
    StringBuilder text = new StringBuilder(headings(seen)).append('\n');
    for (R row : some.subList(0, Math.min(most, some.size()))) {
      text.append(line(seen, row, false)).append('\n');
      if (seen.stream().anyMatch(TableColumn::ownLine)) {
        text.append(line(seen, row, true)).append('\n');
      }
    }
    if (some.size() > most) {
      text.append("... and %d more\n".formatted(some.size() - most));
    }
    return text.toString();
  }

  private static <R> String headings(List<TableColumn<R>> columns) {
    String line = "";
    for (TableColumn<R> column : columns) {
      String heading = column.heading();
      Matcher width = WIDTH.matcher(column.format());
      boolean sized = width.find() && !width.group(1).isEmpty();
      line +=
          column.ownLine()
              ? " / " + heading
              : (line.isEmpty() ? "" : "  ")
                  + (sized ? ("%" + filled(column) + "s").formatted(heading) : heading);
    }
    return line;
  }

  /** Characters that a cell takes: its width, and what stands beside the number. */
  private static <R> int filled(TableColumn<R> column) {
    Matcher width = WIDTH.matcher(column.format());
    width.find();
    String rest = column.format().replaceFirst("%[-\\d.]*[a-zA-Z]", "").replace("%%", "%");
    return Integer.parseInt(width.group(1)) + rest.length();
  }

  private static <R> String line(List<TableColumn<R>> columns, R row, boolean own) {
    return columns.stream()
        .filter(column -> column.ownLine() == own)
        .map(column -> String.format(Locale.ROOT, column.format(), column.cell().apply(row)))
        .collect(Collectors.joining("  "));
  }

  /** Puts all rows into a page. */
  public void put(ObjectNode page) {
    if (name.isEmpty()) {
      return;
    }
    ArrayNode array = page.putArray(name);
    for (R row : rows) {
      ObjectNode node = Json.object();
      columns.stream()
          .filter(column -> !column.key().isEmpty())
          .forEach(column -> put(node, column.key(), column.cell().apply(row)));
      array.add(node);
    }
  }

  /** Puts a cell into an object. */
  static void put(ObjectNode node, String key, Object cell) {
    if (cell instanceof Ranking ranking) {
      ArrayNode words = node.putArray(key);
      ranking
          .words()
          .forEach(
              w -> words.add(Json.object().put("word", w.word()).put(ranking.by(), w.value())));
    } else if (cell instanceof double[] values) {
      ArrayNode array = node.putArray(key);
      for (double value : values) {
        array.add(value);
      }
    } else if (cell instanceof List<?> texts) {
      ArrayNode array = node.putArray(key);
      texts.forEach(text -> array.add(String.valueOf(text)));
    } else if (cell == null) {
      node.putNull(key);
    } else if (cell instanceof Double number) {
      node.put(key, number);
    } else if (cell instanceof Number number) {
      node.put(key, number.longValue());
    } else if (cell instanceof Boolean flag) {
      node.put(key, flag);
    } else {
      node.put(key, String.valueOf(cell));
    }
  }
}
