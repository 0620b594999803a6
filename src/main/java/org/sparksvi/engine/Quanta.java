package org.sparksvi.engine;

import java.io.Serializable;
import java.util.Arrays;
import org.sparksvi.bundle.Layout;
import org.sparksvi.numeric.SinglePairs;

/**
 * The resolution of exact sums: for every field, or every row or column of it, the exponent of the
 * power of two that one unit of its accumulators stands for.
 *
 * <p>Quanta follow the size of the sums with headroom and are part of the state: with them, the
 * same blocks give the same bits whoever adds them.
 */
public final class Quanta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Sums may grow by this power of two from one round to the next before a round is repeated. */
  private static final int HEADROOM = 10;

  /** Before the first round nothing is known but the number of rows. */
  private static final int FIRST_HEADROOM = 24;

  /** The same for fields of single precision, whose sums have few bits to spare. */
  private static final int SINGLE_HEADROOM = 4;

  private static final int FIRST_SINGLE_HEADROOM = 10;

  /** Bits of an accumulator that hold the sum's magnitude. */
  private static final int BITS = 62;

  /**
   * What a quantum is first raised by when a sum did not fit and nobody knows how large it is;
   * twice as much each time again.
   */
  private static final int RAISE = 20;

  private static final int LARGEST_EXPONENT = 900;
  private static final int SMALLEST_EXPONENT = -1000;

  private final int[] exponents; // by quantum of the layout

  private Quanta(int[] exponents) {
    this.exponents = exponents;
  }

  /** Quanta for the first round of a run. */
  public static Quanta first(Layout layout, double rows) {
    int[] exponents = new int[layout.quanta()];
    for (int q = 0; q < exponents.length; q++) {
      exponents[q] =
          layout.ofQuantum(q).single()
              ? singleExponentFor(rows, FIRST_SINGLE_HEADROOM)
              : exponentFor(rows, FIRST_HEADROOM);
    }
    return new Quanta(exponents);
  }

  /** Quanta read from a checkpoint. */
  public static Quanta of(int... exponents) {
    return new Quanta(exponents.clone());
  }

  private static int exponentFor(double magnitude, int headroom) {
    return Math.min(
        LARGEST_EXPONENT,
        Math.max(SMALLEST_EXPONENT, Math.getExponent(magnitude) + 1 + headroom - BITS));
  }

  private static int singleExponentFor(double magnitude, int headroom) {
    return withinSingles(Math.getExponent(magnitude) + 1 + headroom - SinglePairs.BITS);
  }

  private static int withinSingles(int exponent) {
    return Math.min(SinglePairs.MAX_EXPONENT, Math.max(SinglePairs.MIN_EXPONENT, exponent));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quanta quanta && Arrays.equals(exponents, quanta.exponents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(exponents);
  }

  @Override
  public String toString() {
    return Arrays.toString(exponents);
  }

  public int exponent(int quantum) {
    return exponents[quantum];
  }

  public int[] exponents() {
    return exponents.clone();
  }

  /**
   * Quanta for the next round, or for repeating this one if its sums did not fit.
   *
   * @param layout of the sums
   * @param magnitudes an upper bound of the sums' magnitude, by quantum; 0 keeps a quantum,
   *     infinity raises it
   * @param attempt how often this round has been repeated
   */
  Quanta following(Layout layout, double[] magnitudes, int attempt) {
    int[] next = exponents.clone();
    for (int q = 0; q < next.length; q++) {
      boolean single = layout.ofQuantum(q).single();
      if (magnitudes[q] == Double.POSITIVE_INFINITY) {
        int raised = next[q] + (RAISE << Math.min(attempt, 6));
        next[q] = single ? withinSingles(raised) : Math.min(LARGEST_EXPONENT, raised);
      } else if (magnitudes[q] > 0) {
        next[q] =
            single
                ? singleExponentFor(magnitudes[q], SINGLE_HEADROOM)
                : exponentFor(magnitudes[q], HEADROOM);
      }
    }
    return new Quanta(next);
  }

  /** The coarser of two quanta. */
  Quanta coarser(Quanta other) {
    int[] coarser = exponents.clone();
    for (int q = 0; q < coarser.length; q++) {
      coarser[q] = Math.max(coarser[q], other.exponents[q]);
    }
    return new Quanta(coarser);
  }
}
