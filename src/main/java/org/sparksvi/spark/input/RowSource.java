package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.sparksvi.data.RowForm;
import org.sparksvi.spark.wire.Items;

/**
 * Rows as a reader delivers them. They are read anew, in no particular order, whenever an action
 * needs them.
 *
 * @param name what messages call it, such as its path
 * @param items rows, parts of rows, and one tally or more
 * @param map the model's column of each column of the items
 * @param names of the columns, such as words; empty where the input has none
 * @param form what the files say of rows of numbers
 * @param documents number of the documents that items are parts of, with keys from 0; 0 where every
 *     item is a row, and those with the same key are different rows of the same content
 * @param check judges what was met, after everything was read
 * @param facts of tables: files, and columns that are left out, for the record
 */
public record RowSource(
    String name,
    JavaRDD<RowItem> items,
    ColumnMap map,
    List<String> names,
    RowForm form,
    int documents,
    Check check,
    Map<String, String> facts) {

  /** Rows that nothing else is known of. */
  public RowSource(
      String name,
      JavaRDD<RowItem> items,
      ColumnMap map,
      List<String> names,
      RowForm form,
      int documents,
      Check check) {
    this(name, items, map, names, form, documents, check, Map.of());
  }

  /** Judges what was met while reading. */
  @FunctionalInterface
  public interface Check extends Serializable {
    /**
     * The tally to report, with what only the whole input shows.
     *
     * @throws org.sparksvi.format.FormatException where the input is not acceptable
     * @throws InputException where the input is not acceptable
     */
    IngestTally judge(IngestTally tally);
  }

  public RowSource {
    names = List.copyOf(names);
  }

  /** Whether items with the same key are parts of one row. */
  public boolean inParts() {
    return documents > 0;
  }

  /** Number of columns of the rows when they are stored. */
  public int columns() {
    return map.columns();
  }

  /** The same rows in the columns of a model, found by their names. */
  public RowSource inColumnsOf(List<String> model) {
    return new RowSource(
        name, items, ColumnMap.byWord(names, model), model, form, documents, check, facts);
  }

  /** The same rows with what is known of them. */
  public RowSource with(RowForm known) {
    return new RowSource(name, items, map, names, known, documents, check, facts);
  }

  /** The same rows with what is known of their table. */
  RowSource with(Map<String, String> known) {
    return new RowSource(name, items, map, names, form, documents, check, known);
  }

  /** The same rows, judged further. */
  RowSource checked(Check further) {
    Check before = check;
    return new RowSource(
        name, items, map, names, form, documents, met -> further.judge(before.judge(met)), facts);
  }

  /** What a pass over items meets; every row counts. */
  static IngestTally met(JavaRDD<RowItem> items) {
    IngestTally all = new IngestTally();
    Items.collect(items.mapPartitions(some -> List.of(met(some)).iterator())).forEach(all::add);
    return all;
  }

  private static IngestTally met(Iterator<RowItem> items) {
    IngestTally tally = new IngestTally();
    while (items.hasNext()) {
      RowItem item = items.next();
      if (item.met() == null) {
        tally.addRows(1);
      } else {
        tally.add(item.met());
      }
    }
    return tally;
  }
}
