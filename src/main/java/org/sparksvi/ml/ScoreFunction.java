package org.sparksvi.ml;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.sparksvi.rows.RowScores;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.input.VectorRows;
import org.sparksvi.spark.wire.Sent;

/**
 * The held-out score of a row, as a function of a column.
 *
 * @param scores says it
 * @param rows reads the column
 * @param fails whether an invalid row fails the query; otherwise it has no score
 */
record ScoreFunction(Sent<RowScores<?>> scores, VectorRows rows, boolean fails)
    implements UDF1<Object, Row> {

  @Override
  public Row call(Object cell) {
    try {
      double[] score = scores.value().of(rows.row(cell));
      return RowFactory.create(score[0], score[1]);
    } catch (InputException e) {
      if (fails) {
        throw e;
      }
      return null;
    }
  }
}
