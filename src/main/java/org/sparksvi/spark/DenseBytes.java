package org.sparksvi.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.sparksvi.data.DenseRow;

/** Rows of numbers as bytes for the shuffle: key, weight, number of values, values. */
final class DenseBytes {
  private DenseBytes() {}

  static void write(DenseRow row, ByteArrayOutputStream into) {
    try {
      DataOutputStream out = new DataOutputStream(into);
      out.writeLong(row.key());
      out.writeDouble(row.weight());
      out.writeInt(row.size());
      for (int c = 0; c < row.size(); c++) {
        out.writeDouble(row.value(c));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** Reads what {@link #write} wrote. */
  static DenseRow read(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      long key = in.readLong();
      double weight = in.readDouble();
      double[] values = new double[in.readInt()];
      for (int c = 0; c < values.length; c++) {
        values[c] = in.readDouble();
      }
      return new DenseRow(key, values, weight);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
