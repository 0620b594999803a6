package org.sparksvi.engine;

import java.util.stream.IntStream;

/**
 * Long arrays in slices of a fixed size, which whoever is free works on: results must not depend on
 * who that is, so slices must not touch each other's values.
 */
enum Slices {
  /** One slice after the other. */
  ONE_BY_ONE,
  /** On all processors of this process. */
  AT_ONCE;

  /** Values of a slice: with four arrays of memory they stay in a processor's cache. */
  static final int SIZE = 1 << 16;

  static int count(int values) {
    return (int) (((long) values + SIZE - 1) / SIZE);
  }

  /** Where a slice ends. */
  static int end(int from, int values) {
    return values - from > SIZE ? from + SIZE : values;
  }

  /** Does a work on all slices of several arrays. */
  void of(int[] lengths, Work work) {
    int[] firsts = new int[lengths.length + 1];
    long values = 0;
    for (int a = 0; a < lengths.length; a++) {
      firsts[a + 1] = firsts[a] + count(lengths[a]);
      values += lengths[a];
    }
    IntStream slices = IntStream.range(0, firsts[lengths.length]);
    (this == AT_ONCE && values > SIZE ? slices.parallel() : slices)
        .forEach(
            slice -> {
              int array = array(firsts, slice);
              work.on(array, (slice - firsts[array]) * SIZE);
            });
  }

  private static int array(int[] firsts, int slice) {
    int array = 0;
    while (firsts[array + 1] <= slice) {
      array++;
    }
    return array;
  }

  /** What is done with the slice of an array that begins at a value. */
  @FunctionalInterface
  interface Work {
    void on(int array, int from);
  }
}
