package org.sparksvi.numeric;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;

/** The places of the largest of some numbers. */
public final class Largest {
  private Largest() {}

  /**
   * Places in descending order of their values, equal ones in ascending order of the places.
   *
   * <p>One pass over n values that keeps the best, O(n log most).
   *
   * @param count of values
   * @param most places to return
   */
  public static int[] of(int count, int most, IntToDoubleFunction value) {
    record Entry(int place, double value) {}
    Comparator<Entry> better =
        Comparator.comparingDouble(Entry::value).reversed().thenComparingInt(Entry::place);
    PriorityQueue<Entry> kept = new PriorityQueue<>(better.reversed()); // the worst one first
    double worst = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count && most > 0; i++) {
      double v = value.applyAsDouble(i);
      if (kept.size() == most && Double.compare(v, worst) <= 0) {
        continue; // a later place of an equal value is worse
      }
      kept.add(new Entry(i, v));
      if (kept.size() > most) {
        kept.remove();
      }
      worst = kept.element().value();
    }
    return kept.stream().sorted(better).mapToInt(Entry::place).toArray();
  }
}
