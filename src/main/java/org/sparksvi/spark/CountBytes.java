package org.sparksvi.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Rows as bytes for the shuffle: the key, then columns as varints of differences, then counts, as
 * varints where all are whole numbers.
 */
final class CountBytes {
  private static final int WHOLE = 0;
  private static final int REAL = 1;

  private CountBytes() {}

  /** Encodes a row or a part of one; columns in any order. */
  static void write(long key, int[] columns, double[] counts, ByteArrayOutputStream into) {
    try {
      DataOutputStream out = new DataOutputStream(into);
      out.writeLong(key);
      writeVarint(out, columns.length);
      int last = 0;
      for (int column : columns) {
        int difference = column - last;
        writeVarint(out, (difference << 1) ^ (difference >> 31));
        last = column;
      }
      boolean whole = allWhole(counts);
      out.writeByte(whole ? WHOLE : REAL);
      for (double count : counts) {
        if (whole) {
          writeVarint(out, (int) count);
        } else {
          out.writeDouble(count);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** Reads what {@link #write} wrote. */
  static SourceItem.Counts read(ByteArrayInputStream from) {
    try {
      DataInputStream in = new DataInputStream(from);
      long key = in.readLong();
      int[] columns = new int[readVarint(in)];
      int last = 0;
      for (int i = 0; i < columns.length; i++) {
        int zigzag = readVarint(in);
        last += (zigzag >>> 1) ^ -(zigzag & 1);
        columns[i] = last;
      }
      boolean whole = in.readByte() == WHOLE;
      double[] counts = new double[columns.length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = whole ? readVarint(in) : in.readDouble();
      }
      return new SourceItem.Counts(key, columns, counts);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static boolean allWhole(double[] counts) {
    for (double count : counts) {
      if (count != (int) count || count < 0) {
        return false;
      }
    }
    return true;
  }

  private static void writeVarint(DataOutputStream out, int value) throws IOException {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static int readVarint(DataInputStream in) throws IOException {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int bits = in.readUnsignedByte();
      value |= (bits & 0x7F) << shift;
      if (bits < 0x80) {
        return value;
      }
    }
  }
}
