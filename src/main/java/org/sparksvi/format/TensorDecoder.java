package org.sparksvi.format;

import java.nio.ByteBuffer;

/**
 * Puts the first {@code n} elements of a little-endian buffer into an array, from {@code at} on.
 *
 * <p>There is one for each pair of types in which every value survives.
 */
interface TensorDecoder {

  /** Stands for a pair of types in which some value would not survive. */
  TensorDecoder INEXACT =
      (buffer, at, n) -> {
        throw new IllegalStateException("no exact reading");
      };

  /** Overwrites elements {@code at} to {@code at + n} of the array. */
  void decode(ByteBuffer buffer, int at, int n);

  /** Into doubles. */
  static TensorDecoder doubles(Dtype dtype, double[] out) {
    return switch (dtype) {
      case F64 -> (buffer, at, n) -> buffer.asDoubleBuffer().get(out, at, n);
      case F32 -> each((buffer, i, at) -> out[at] = buffer.getFloat(i * Float.BYTES));
      case I32 -> each((buffer, i, at) -> out[at] = buffer.getInt(i * Integer.BYTES));
      case U16 -> each((buffer, i, at) -> out[at] = buffer.getChar(i * Character.BYTES));
      case U8 -> each((buffer, i, at) -> out[at] = buffer.get(i) & 0xff);
      case I64 -> INEXACT;
    };
  }

  /** Into floats. */
  static TensorDecoder floats(Dtype dtype, float[] out) {
    return switch (dtype) {
      case F32 -> (buffer, at, n) -> buffer.asFloatBuffer().get(out, at, n);
      case U16 -> each((buffer, i, at) -> out[at] = buffer.getChar(i * Character.BYTES));
      case U8 -> each((buffer, i, at) -> out[at] = buffer.get(i) & 0xff);
      case F64, I64, I32 -> INEXACT;
    };
  }

  /** Into longs. */
  static TensorDecoder longs(Dtype dtype, long[] out) {
    return switch (dtype) {
      case I64 -> (buffer, at, n) -> buffer.asLongBuffer().get(out, at, n);
      case I32 -> each((buffer, i, at) -> out[at] = buffer.getInt(i * Integer.BYTES));
      case U16 -> each((buffer, i, at) -> out[at] = buffer.getChar(i * Character.BYTES));
      case U8 -> each((buffer, i, at) -> out[at] = buffer.get(i) & 0xff);
      case F64, F32 -> INEXACT;
    };
  }

  /** Into ints. */
  static TensorDecoder ints(Dtype dtype, int[] out) {
    return switch (dtype) {
      case I32 -> (buffer, at, n) -> buffer.asIntBuffer().get(out, at, n);
      case U16 -> each((buffer, i, at) -> out[at] = buffer.getChar(i * Character.BYTES));
      case U8 -> each((buffer, i, at) -> out[at] = buffer.get(i) & 0xff);
      case F64, F32, I64 -> INEXACT;
    };
  }

  private static TensorDecoder each(Element element) {
    return (buffer, at, n) -> {
      for (int i = 0; i < n; i++) {
        element.decode(buffer, i, at + i);
      }
    };
  }

  /** Puts element {@code i} of the buffer at {@code at}. */
  interface Element {
    /** Overwrites element {@code at} of the array. */
    void decode(ByteBuffer buffer, int i, int at);
  }
}
