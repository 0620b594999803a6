package org.sparksvi.models.mixture;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Work on each component by itself, on all processors of this process where it is worth that.
 * Results do not depend on the processors, as components do not touch each other's values.
 */
final class EachComponent {
  /** Operations, about a tenth of a millisecond, from which on sharing them is worth its cost. */
  private static final long WORTH = 1 << 18;

  private EachComponent() {}

  /**
   * Does a work for 0 .. count − 1; one that fails may be done again.
   *
   * @param operations of one component
   */
  static void of(int count, long operations, IntConsumer work) {
    IntStream all = IntStream.range(0, count);
    if (count * operations < WORTH) {
      all.forEach(work);
      return;
    }
    try {
      all.parallel().forEach(work);
    } catch (ArithmeticException e) {
      IntStream.range(0, count).forEach(work); // names the first one, whichever was met first
      throw e;
    }
  }
}
