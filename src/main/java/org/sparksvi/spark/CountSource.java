package org.sparksvi.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Rows of counts as a reader delivers them.
 *
 * @param name what messages call it, such as its path
 * @param items rows, parts of rows, and one tally or more
 * @param map the model's column of each column
 * @param vocabulary the word of each column; empty where the input has none
 * @param partsShareKeys whether items with the same key are parts of one row; if not, they are
 *     different rows of the same content
 * @param check judges what was met, after everything was read
 */
public record CountSource(
    String name,
    JavaRDD<SourceItem> items,
    ColumnMap map,
    List<String> vocabulary,
    boolean partsShareKeys,
    Check check) {

  /** Number of columns of the rows when they are stored. */
  public int columns() {
    return map.columns();
  }

  /** The same rows in the columns of a model, found by their words. */
  public CountSource inColumnsOf(List<String> words) {
    return new CountSource(
        name, items, ColumnMap.byWord(vocabulary, words), words, partsShareKeys, check);
  }

  /** Judges what was met while reading. */
  @FunctionalInterface
  public interface Check extends Serializable {
    /**
     * The tally to report, with what only the whole input shows.
     *
     * @throws org.sparksvi.format.FormatException where the input is not acceptable
     */
    IngestTally judge(IngestTally tally);
  }
}
