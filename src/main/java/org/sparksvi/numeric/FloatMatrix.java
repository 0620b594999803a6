package org.sparksvi.numeric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A row-major matrix of floats that products by {@link FloatBlas} read and write.
 *
 * <p>Its values lie in an array, in memory outside the heap where a native product wants them, or
 * in both; they are copied from one to the other only when the other side asks for what it does not
 * have. Either place is taken at its first use and kept. The memory outside begins at a cache line,
 * so that the library sees the same alignment in every call.
 *
 * <p>An instance serves one thread.
 */
public final class FloatMatrix {
  private static final int ALIGNMENT = 64; // bytes, a cache line
  private static final int CHUNK = 4096; // floats that are added at a time

  private final int rows;
  private final int columns;
  private float[] array; // rows × columns; null before its first use
  private FloatBuffer memory; // the same outside the heap; null before its first use
  private FloatPointer pointer; // to the first element of the memory
  private float[] chunk;
  private boolean arrayHolds = true;
  private boolean memoryHolds;

  /** Zeros. */
  public FloatMatrix(int rows, int columns) {
    if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE / Float.BYTES - 64) {
      throw new IllegalArgumentException(
          "a matrix must have rows and columns, and be below 2 GiB, but was %d x %d"
              .formatted(rows, columns));
    }
    this.rows = rows;
    this.columns = columns;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public int size() {
    return rows * columns;
  }

  /** The live values, to be read only. */
  public float[] values() {
    if (!arrayHolds) {
      memory.get(0, array(), 0, size());
      arrayHolds = true;
    }
    return array();
  }

  /** The array for a caller who writes every value of it. */
  public float[] overwrite() {
    arrayHolds = true;
    memoryHolds = false;
    return array();
  }

  /** Copies rows · columns values from an offset on. */
  public void set(float[] from, int offset) {
    Objects.checkFromIndexSize(offset, size(), from.length);
    if (memory == null) {
      System.arraycopy(from, offset, overwrite(), 0, size());
    } else {
      memory.put(0, from, offset, size());
      memoryHolds = true;
      arrayHolds = false;
    }
  }

  /** Adds the values to those of an array from an offset on. */
  public void addTo(float[] into, int offset) {
    Objects.checkFromIndexSize(offset, size(), into.length);
    if (arrayHolds) {
      add(array(), size(), into, offset);
      return;
    }
    if (chunk == null) {
      chunk = new float[Math.min(CHUNK, size())];
    }
    for (int at = 0; at < size(); at += chunk.length) {
      int n = Math.min(chunk.length, size() - at);
      memory.get(at, chunk, 0, n);
      add(chunk, n, into, offset + at);
    }
  }

  private static void add(float[] values, int n, float[] into, int offset) {
    for (int i = 0; i < n; i++) {
      into[offset + i] += values[i];
    }
  }

  /** The live values outside the heap, to be read only. */
  FloatPointer nativeValues() {
    FloatPointer at = pointer();
    if (!memoryHolds) {
      memory.put(0, array(), 0, size());
      memoryHolds = true;
    }
    return at;
  }

  /** The memory outside the heap for a caller who writes every value of it. */
  FloatPointer nativeOverwrite() {
    FloatPointer at = pointer();
    memoryHolds = true;
    arrayHolds = false;
    return at;
  }

  private float[] array() {
    if (array == null) {
      array = new float[size()];
    }
    return array;
  }

  private FloatPointer pointer() {
    if (pointer == null) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(size() * Float.BYTES + 2 * ALIGNMENT);
      memory = bytes.alignedSlice(ALIGNMENT).order(ByteOrder.nativeOrder()).asFloatBuffer();
      pointer = new FloatPointer(memory);
    }
    return pointer;
  }

  @Override
  public String toString() {
    return "%d x %d".formatted(rows, columns);
  }
}
