package org.sparksvi.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Rows of counts as a reader delivers them.
 *
 * @param name what messages call it, such as its path
 * @param items rows, parts of rows, and one tally or more
 * @param columns number of columns
 * @param vocabulary the word of each column; empty where the input has none
 * @param partsShareKeys whether items with the same key are parts of one row; if not, they are
 *     different rows of the same content
 * @param check judges what was met, after everything was read
 */
public record CountSource(
    String name,
    JavaRDD<SourceItem> items,
    int columns,
    List<String> vocabulary,
    boolean partsShareKeys,
    Check check) {

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
