package org.sparksvi.format;

import java.util.Arrays;

/** One tensor's entry in the header of a safetensors file: what it is and where its bytes lie. */
final class Tensor {
  static final int DIMENSIONS = 64; // the most a tensor may have
  static final int NAME_CHARACTERS = 10_000; // the most a name may have
  static final String METADATA = "__metadata__"; // the name that is no tensor's

  private final String name;
  private final Dtype dtype;
  private final long[] shape;
  private final long begin; // first byte, counted from the end of the header
  private final long end;

  private Tensor(String name, Dtype dtype, long[] shape, long begin, long end) {
    this.name = name;
    this.dtype = dtype;
    this.shape = shape;
    this.begin = begin;
    this.end = end;
  }

  /** A tensor from {@code begin} to {@code end}; keeps {@code shape}, checks nothing. */
  static Tensor between(String name, Dtype dtype, long[] shape, long begin, long end) {
    return new Tensor(name, dtype, shape, begin, end);
  }

  /** Number of elements of {@code shape}, or -1 where that or the number of bytes overflows. */
  static long elements(long[] shape, Dtype dtype) {
    long elements = 1;
    for (long extent : shape) {
      if (extent < 0 || Math.multiplyHigh(elements, extent) != 0 || elements * extent < 0) {
        return -1;
      }
      elements *= extent;
    }
    return elements > Long.MAX_VALUE / dtype.bytes() ? -1 : elements;
  }

  String name() {
    return name;
  }

  Dtype dtype() {
    return dtype;
  }

  long[] shape() {
    return shape.clone();
  }

  long begin() {
    return begin;
  }

  long end() {
    return end;
  }

  long elements() {
    return (end - begin) / dtype.bytes();
  }

  /** Type and shape, as messages show them. */
  String description() {
    return dtype + Arrays.toString(shape);
  }
}
