package org.sparksvi.spark.input;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.sparksvi.data.DataRow;

/** Makes rows of data of the rows of a table, as {@link RowPlaces} selects them. */
interface RowParser extends Serializable {

  /**
   * The row; null where nothing in it counts, which the tally then says.
   *
   * @param tally receives what is left out
   */
  DataRow parse(Row row, IngestTally tally) throws Refused;

  /** The row as messages show it. */
  String show(Row row);

  /** Number of columns that the row says it has; 0 where it says nothing. */
  int width(Row row);
}
