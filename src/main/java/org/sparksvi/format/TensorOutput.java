package org.sparksvi.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Where the elements of one tensor after the other go, in chunks, little-endian.
 *
 * <p>Each method reads {@code count} elements from {@code from} on and keeps nothing. The type of
 * the array must be the tensor's.
 */
public final class TensorOutput {
  private static final int CHUNK = 1 << 16; // bytes, a multiple of every element's

  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
  private Tensor tensor; // the one being written
  private long written; // bytes of it

  TensorOutput(OutputStream out) {
    this.out = out;
  }

  /** Elements of an F64 tensor. */
  public void write(double[] values, int from, int count) throws IOException {
    chunks(
        Dtype.F64,
        from,
        count,
        (at, n) -> buffer.asDoubleBuffer().put(values, at, n),
        values.length);
  }

  /** Elements of an F32 tensor. */
  public void write(float[] values, int from, int count) throws IOException {
    chunks(
        Dtype.F32,
        from,
        count,
        (at, n) -> buffer.asFloatBuffer().put(values, at, n),
        values.length);
  }

  /** Elements of an I64 tensor. */
  public void write(long[] values, int from, int count) throws IOException {
    chunks(
        Dtype.I64, from, count, (at, n) -> buffer.asLongBuffer().put(values, at, n), values.length);
  }

  /** Elements of an I32 tensor. */
  public void write(int[] values, int from, int count) throws IOException {
    chunks(
        Dtype.I32, from, count, (at, n) -> buffer.asIntBuffer().put(values, at, n), values.length);
  }

  /** Elements of a U16 tensor. */
  public void write(char[] values, int from, int count) throws IOException {
    chunks(
        Dtype.U16, from, count, (at, n) -> buffer.asCharBuffer().put(values, at, n), values.length);
  }

  /** Elements of a U8 tensor. */
  public void write(byte[] values, int from, int count) throws IOException {
    chunks(
        Dtype.U8, from, count, (at, n) -> System.arraycopy(values, at, chunk, 0, n), values.length);
  }

  /** The tensor whose elements come next. */
  void begin(Tensor next) {
    tensor = next;
    written = 0;
  }

  /** Checks that the tensor got all its elements. */
  void finish() {
    if (written != tensor.end() - tensor.begin()) {
      throw new IllegalStateException(
          "tensor '%s' of %d elements was given only %d"
              .formatted(tensor.name(), tensor.elements(), written / tensor.dtype().bytes()));
    }
  }

  private void chunks(Dtype type, int from, int count, Fill fill, int length) throws IOException {
    Objects.checkFromIndexSize(from, count, length);
    if (type != tensor.dtype()) {
      throw new IllegalStateException(
          "tensor '%s' is %s, but was given elements of %s"
              .formatted(tensor.name(), tensor.dtype(), type));
    }
    written += (long) count * type.bytes();
    if (written > tensor.end() - tensor.begin()) {
      throw new IllegalStateException(
          "tensor '%s' of %d elements was given at least %d"
              .formatted(tensor.name(), tensor.elements(), written / type.bytes()));
    }
    int most = CHUNK / type.bytes();
    for (int done = 0; done < count; ) {
      int n = Math.min(most, count - done);
      fill.fill(from + done, n);
      out.write(chunk, 0, n * type.bytes());
      done += n;
    }
  }

  /** Puts elements {@code at} to {@code at + n} at the start of the chunk. */
  private interface Fill {
    void fill(int at, int n);
  }
}
