package org.sparksvi.spark;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.wire.JavaBytes;

/**
 * Rows of one partition that follow each other in the order, or what was met there.
 *
 * @param heldOut whether they are scored, not trained on
 * @param ends where each row ends in the bytes
 * @param bytes rows as {@link RowBytes} writes them; of a held-out one all that is kept of it
 * @param tallies what was met in the partition, by role; null beside rows
 */
@SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
record RowChunk(boolean heldOut, int[] ends, byte[] bytes, EnumMap<Role, IngestTally> tallies) {
  private static final byte TRAINING = 0;
  private static final byte HELD_OUT = 1;
  private static final byte TALLIES = 2;

  int rows() {
    return ends.length;
  }

  /** Some of the rows. */
  RowChunk slice(int from, int to) {
    if (from == 0 && to == rows()) {
      return this;
    }
    int begin = from == 0 ? 0 : ends[from - 1];
    int[] some = Arrays.copyOfRange(ends, from, to);
    for (int i = 0; i < some.length; i++) {
      some[i] -= begin;
    }
    return new RowChunk(heldOut, some, Arrays.copyOfRange(bytes, begin, ends[to - 1]), tallies);
  }

  /** What is kept and shuffled: what it is of, the number of rows, their ends and bytes. */
  byte[] toBytes() {
    if (tallies != null) {
      byte[] met = JavaBytes.of(tallies);
      return ByteBuffer.allocate(1 + met.length).put(TALLIES).put(met).array();
    }
    ByteBuffer all = ByteBuffer.allocate(1 + (1 + ends.length) * Integer.BYTES + bytes.length);
    all.put(heldOut ? HELD_OUT : TRAINING).putInt(ends.length);
    all.asIntBuffer().put(ends);
    return all.position(all.position() + ends.length * Integer.BYTES).put(bytes).array();
  }

  /** Reads what {@link #toBytes} wrote. */
  static RowChunk read(byte[] all) {
    ByteBuffer in = ByteBuffer.wrap(all);
    byte kind = in.get();
    if (kind == TALLIES) {
      return new RowChunk(false, new int[0], new byte[0], tallies(in));
    }
    int[] ends = new int[in.getInt()];
    in.asIntBuffer().get(ends);
    int begin = in.position() + ends.length * Integer.BYTES;
    return new RowChunk(kind == HELD_OUT, ends, Arrays.copyOfRange(all, begin, all.length), null);
  }

  @SuppressWarnings("unchecked") // of the bytes that toBytes wrote
  private static EnumMap<Role, IngestTally> tallies(ByteBuffer in) {
    return (EnumMap<Role, IngestTally>) JavaBytes.read(in);
  }

  static Iterator<byte[]> write(Iterator<RowChunk> chunks) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return chunks.hasNext();
      }

      @Override
      public byte[] next() {
        return chunks.next().toBytes();
      }
    };
  }

  static Iterator<RowChunk> read(Iterator<byte[]> chunks) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return chunks.hasNext();
      }

      @Override
      public RowChunk next() {
        return read(chunks.next());
      }
    };
  }
}
