package org.sparksvi.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import org.sparksvi.data.Block;
import org.sparksvi.format.Checksums;

/** The checksum of a block's content, whatever types it is stored in. */
public final class BlockDigest {
  private static final int CHUNK = 1 << 13; // bytes

  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private final Sink sink;

  private BlockDigest(Sink sink) {
    this.sink = sink;
  }

  /** Checked at every read. */
  static <B extends Block> int crc32c(BlockCodec<B> codec, B block) {
    CRC32C crc = new CRC32C();
    feed(codec, block, crc::update);
    return (int) crc.getValue();
  }

  /** The block's share of the data set's fingerprint. */
  static <B extends Block> byte[] sha256(BlockCodec<B> codec, B block) {
    MessageDigest digest = Checksums.sha256();
    feed(codec, block, digest::update);
    return digest.digest();
  }

  private static <B extends Block> void feed(BlockCodec<B> codec, B block, Sink sink) {
    BlockDigest digest = new BlockDigest(sink);
    codec.feed(block, digest);
    digest.drain();
  }

  /** Takes one number. */
  public void put(long value) {
    room();
    chunk.putLong(value);
  }

  /** Takes one number. */
  public void put(int value) {
    room();
    chunk.putInt(value);
  }

  /** Takes an array's length and elements. */
  public void put(long[] values) {
    put(values.length);
    for (long value : values) {
      put(value);
    }
  }

  /** Takes an array's length and elements. */
  public void put(int[] values) {
    put(values.length);
    for (int value : values) {
      put(value);
    }
  }

  /** Takes an array's length and elements. */
  public void put(double[] values) {
    put(values.length);
    for (double value : values) {
      put(Double.doubleToRawLongBits(value));
    }
  }

  private void room() {
    if (chunk.remaining() < Long.BYTES) {
      drain();
    }
  }

  private void drain() {
    chunk.flip();
    sink.take(chunk);
    chunk.clear();
  }

  /** Where the bytes go. */
  private interface Sink {
    void take(ByteBuffer bytes);
  }
}
