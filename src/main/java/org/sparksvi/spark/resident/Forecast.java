package org.sparksvi.spark.resident;

/**
 * When an idle executor should ask again: at the predicted opening of the next exchange, and from
 * there on at growing distances. All times are nanoseconds.
 *
 * <p>Many executors ask less often, so that the driver's endpoint has at most about 4 000 messages
 * a second however short the rounds are.
 */
final class Forecast {
  private static final long SHORTEST = 100_000; // 0.1 ms
  private static final long LONGEST = 5_000_000; // 5 ms
  private static final long AT_MOST = 100_000_000; // 0.1 s: an end is noticed that soon
  private static final int FEW = 4; // executors that may ask as often as they like
  private static final long STRETCH = 500_000; // 0.5 ms for every executor beyond
  private static final double MEMORY = 0.7; // of a running mean
  private static final double EARLY = 0.9; // rather too early than too late

  private double duration; // of an exchange, from opening to the last result
  private double gap; // from the last result to the next opening
  private long opened;
  private long completed;
  private boolean open;

  void opened(long now) {
    if (completed > 0) {
      gap = mean(gap, (double) (now - completed));
    }
    opened = now;
    open = true;
  }

  void completed(long now) {
    duration = mean(duration, (double) (now - opened));
    completed = now;
    open = false;
  }

  /** A mean that one long pause, or one pass over held-out blocks, hardly moves. */
  private static double mean(double before, double value) {
    double likely = Math.min(value, 2 * before + SHORTEST);
    return before == 0 ? value : MEMORY * before + (1 - MEMORY) * likely;
  }

  /** How long an exchange takes as a rule; 0 before the first is complete. */
  double duration() {
    return duration;
  }

  /**
   * How long to wait.
   *
   * @param polls questions in vain since the executor last had work
   * @param executors that ask
   */
  long delay(long now, int polls, int executors) {
    long least = Math.max(SHORTEST, STRETCH * (executors - FEW));
    long longest = Math.max(LONGEST, least);
    long grown = Math.min(longest, least << Math.max(0, Math.min(polls - 1, 20)));
    double next = open ? opened + duration + gap : completed + gap;
    long ahead = (long) (EARLY * (next - now));
    return Math.max(grown, Math.min(AT_MOST, ahead));
  }
}
