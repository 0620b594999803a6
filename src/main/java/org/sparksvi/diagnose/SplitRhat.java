package org.sparksvi.diagnose;

import java.util.Arrays;

/**
 * Split R-hat of a window of numbers that follow each other: whether its halves are alike.
 *
 * <pre>
 *   W = mean of the halves' variances,   B = n · variance of the halves' means
 *   R-hat = √( (n − 1) / n + B / (n W) )
 * </pre>
 *
 * <p>n is the length of a half; the number in the middle of an odd window is left out (Gelman,
 * Carlin, Stern, Dunson, Vehtari and Rubin, 2013, section 11.4, for one chain). Near 1 where the
 * window has come to rest, above 1.1 where it still moves (Dhaka, Catalina, Andersen, Magnusson,
 * Huggins and Vehtari, 2020).
 */
public final class SplitRhat {
  /** Fewer numbers have no halves with a variance. */
  public static final int LEAST = 4;

  private SplitRhat() {}

  /** Of a window of at least {@link #LEAST}; 1 where all are the same. */
  public static double of(double[] window) {
    int n = window.length / 2;
    if (window.length < LEAST) {
      throw new IllegalArgumentException(
          "a window must have at least %d numbers, but has %d".formatted(LEAST, window.length));
    }
    double[] first = Arrays.copyOf(window, n);
    double[] second = Arrays.copyOfRange(window, window.length - n, window.length);
    double within = (variance(first) + variance(second)) / 2;
    double between = n * variance(new double[] {mean(first), mean(second)});
    return between == 0 && within == 0
        ? 1
        : Math.sqrt((n - 1.0) / n + between / (n * within)); // infinite where halves are constant
  }

  /** The mean. */
  public static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  private static double variance(double[] numbers) {
    double mean = mean(numbers);
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return squares / (numbers.length - 1);
  }
}
