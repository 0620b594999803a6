package org.sparksvi.ml;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.sparksvi.kind.RowPosteriors;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.input.VectorRows;
import org.sparksvi.spark.wire.Sent;

/**
 * What a model says of a row, as a function of a column.
 *
 * @param posteriors says it
 * @param rows reads the column
 * @param wanted places of the model's columns that are wanted
 * @param shown how each of them is shown
 * @param threshold of classes
 * @param fails whether an invalid row fails the query; otherwise nothing is said of it
 */
@SuppressWarnings("ArrayRecordComponent") // sent to executors, compared by nobody
record RowFunction(
    Sent<RowPosteriors<?>> posteriors,
    VectorRows rows,
    int[] wanted,
    Shown[] shown,
    double threshold,
    boolean fails)
    implements UDF1<Object, Row> {

  @Override
  public Row call(Object cell) {
    Object[] said;
    try {
      said = posteriors.value().of(List.of(rows.row(cell)), "a row").get(0);
    } catch (InputException e) {
      if (fails) {
        throw e;
      }
      return null;
    }
    Object[] cells = new Object[wanted.length];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = shown[c].of(said[wanted[c]], threshold);
    }
    return RowFactory.create(cells);
  }
}
