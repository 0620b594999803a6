package org.sparksvi.spark;

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
    Check check)
    implements RowSource {

  @Override
  public int columns() {
    return map.columns();
  }

  /** The same rows in the columns of a model, found by their words. */
  public CountSource inColumnsOf(List<String> words) {
    return new CountSource(
        name, items, ColumnMap.byWord(vocabulary, words), words, partsShareKeys, check);
  }
}
