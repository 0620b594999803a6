package org.sparksvi.ml;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.sparksvi.rows.RowValue;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.input.VectorRows;
import org.sparksvi.spark.wire.Sent;

/**
 * The held-out score or the bound of a row, and its units, as a function of a column.
 *
 * @param values says them
 * @param rows reads the column
 * @param fails whether an invalid row fails the query; otherwise it has neither
 */
record ScoreFunction(Sent<? extends RowValue> values, VectorRows rows, boolean fails)
    implements UDF1<Object, Row> {

  @Override
  public Row call(Object cell) {
    try {
      double[] value = values.value().of(rows.row(cell));
      return RowFactory.create(value[0], value[1]);
    } catch (InputException e) {
      if (fails) {
        throw e;
      }
      return null;
    }
  }
}
