package org.sparksvi.spark.input;

import java.io.Serializable;
import org.sparksvi.data.DataRow;

/**
 * What a reader delivers: a row or a part of one, or what it met in its part of the input.
 *
 * @param row null with a tally
 * @param met null with a row
 */
public record RowItem(DataRow row, IngestTally met) implements Serializable {
  static RowItem of(DataRow row) {
    return new RowItem(row, null);
  }

  static RowItem of(IngestTally met) {
    return new RowItem(null, met);
  }
}
