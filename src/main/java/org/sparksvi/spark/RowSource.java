package org.sparksvi.spark;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;

/** Rows as a reader delivers them, of whatever kind. */
public interface RowSource {

  /** What messages call it, such as its path. */
  String name();

  /** Number of columns of the rows when they are stored. */
  int columns();

  /** Rows, parts of rows, and one tally or more. */
  JavaRDD<SourceItem> items();

  /** Judges what was met, after everything was read. */
  Check check();

  /** Judges what was met while reading. */
  @FunctionalInterface
  interface Check extends Serializable {
    /**
     * The tally to report, with what only the whole input shows.
     *
     * @throws org.sparksvi.format.FormatException where the input is not acceptable
     */
    IngestTally judge(IngestTally tally);
  }
}
