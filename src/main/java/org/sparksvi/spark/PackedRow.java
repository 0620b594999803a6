package org.sparksvi.spark;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import org.sparksvi.data.CountRow;

/**
 * A row ready for its block: one training row, or the observed and the scored half of a held-out
 * one.
 *
 * @param heldOut which of the two
 * @param bytes one row encoded, or two
 */
@SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
record PackedRow(boolean heldOut, byte[] bytes) implements Serializable {

  static PackedRow training(CountRow row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(row, out);
    return new PackedRow(false, out.toByteArray());
  }

  static PackedRow heldOut(CountRow observed, CountRow scored) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(observed, out);
    write(scored, out);
    return new PackedRow(true, out.toByteArray());
  }

  private static void write(CountRow row, ByteArrayOutputStream out) {
    int[] columns = new int[row.size()];
    double[] counts = new double[row.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = row.column(i);
      counts[i] = row.count(i);
    }
    RowCodec.write(row.key(), columns, counts, out);
  }
}
