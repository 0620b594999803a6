package org.sparksvi.spark;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.RowRoles;
import org.sparksvi.format.FormatException;

/**
 * Rows as bytes for the shuffle: flags and the key, then the number of values, the columns of
 * sparse rows as varints of differences, and the values, as varints where all are whole and not
 * negative; weight and roles where the row has them.
 */
final class RowBytes {
  private static final int SPARSE = 1;
  private static final int WHOLE = 2;
  private static final int WEIGHTED = 4;
  private static final int ROLES = 8;
  private static final int MOST = Integer.MAX_VALUE - 8; // of an array
  private static final int HEAD = 1 + Long.BYTES + 5; // flags, key, size
  private static final int TAIL = 5 * Double.BYTES; // weight, roles
  private static final int ENTRY = 5 + Double.BYTES; // a varint, a value

  private ByteBuffer out = ByteBuffer.allocate(1 << 10);

  /** Bytes that were written. */
  int size() {
    return out.position();
  }

  /** What was written; begins anew. */
  byte[] take() {
    byte[] bytes = Arrays.copyOf(out.array(), out.position());
    out.clear();
    return bytes;
  }

  /** Writes one byte that is not of a row. */
  RowBytes put(byte mark) {
    reserve(1);
    out.put(mark);
    return this;
  }

  private void reserve(long bytes) {
    if (out.remaining() < bytes) {
      long needed = out.position() + bytes;
      if (needed > MOST) {
        throw new FormatException(
            "the input",
            "rows that go together must have at most %d bytes, but have more".formatted(MOST));
      }
      long room = Math.min(MOST, Math.max(2L * out.capacity(), needed));
      ByteBuffer larger = ByteBuffer.allocate((int) room);
      out.flip();
      out = larger.put(out);
    }
  }

  /** Writes a row, or a part of one. */
  RowBytes write(DataRow row) {
    int size = row.size();
    reserve(HEAD + (long) size * ENTRY + TAIL);
    boolean whole = isWhole(row);
    boolean hasRoles = !row.roles().equals(RowRoles.NONE);
    out.put(
        (byte)
            ((row.isSparse() ? SPARSE : 0)
                | (whole ? WHOLE : 0)
                | (row.weight() == 1 ? 0 : WEIGHTED)
                | (hasRoles ? ROLES : 0)));
    out.putLong(row.key());
    writeVarint(size);
    int last = 0;
    for (int i = 0; row.isSparse() && i < size; i++) {
      int difference = row.column(i) - last;
      writeVarint((difference << 1) ^ (difference >> 31));
      last = row.column(i);
    }
    for (int i = 0; i < size; i++) {
      if (whole) {
        writeVarint((int) row.value(i));
      } else {
        out.putDouble(row.value(i));
      }
    }
    if (row.weight() != 1) {
      out.putDouble(row.weight());
    }
    if (hasRoles) {
      out.putDouble(row.roles().response());
      out.putDouble(row.roles().offset());
      out.putLong(row.roles().group());
      out.putLong(row.roles().subgroup());
    }
    return this;
  }

  /** Reads what {@link #write} wrote and leaves the rest. */
  static DataRow read(ByteBuffer in) {
    int flags = in.get();
    long key = in.getLong();
    int size = readVarint(in);
    int[] columns = null;
    if ((flags & SPARSE) != 0) {
      columns = new int[size];
      int last = 0;
      for (int i = 0; i < size; i++) {
        int zigzag = readVarint(in);
        last += (zigzag >>> 1) ^ -(zigzag & 1);
        columns[i] = last;
      }
    }
    boolean whole = (flags & WHOLE) != 0;
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = whole ? readVarint(in) : in.getDouble();
    }
    double weight = (flags & WEIGHTED) != 0 ? in.getDouble() : 1;
    RowRoles roles =
        (flags & ROLES) != 0
            ? new RowRoles(in.getDouble(), in.getDouble(), in.getLong(), in.getLong())
            : RowRoles.NONE;
    return DataRow.unchecked(key, columns, values, weight, roles);
  }

  private static boolean isWhole(DataRow row) {
    for (int i = 0; i < row.size(); i++) {
      double value = row.value(i);
      if (value != (int) value || value < 0) {
        return false;
      }
    }
    return true;
  }

  private void writeVarint(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static int readVarint(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int bits = in.get();
      value |= (bits & 0x7F) << shift;
      if (bits >= 0) {
        return value;
      }
    }
  }
}
