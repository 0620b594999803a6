package org.sparksvi.spark.resident;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Time that passes only from one event to the next, and the chances that decide what happens. */
final class Simulation {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1000 * MILLI;

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final SplittableRandom random;
  private long now;
  private long scheduled;

  Simulation(long seed) {
    random = new SplittableRandom(seed);
  }

  private record Event(long time, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  long now() {
    return now;
  }

  /** Something that happens later. */
  void in(long nanos, Runnable what) {
    events.add(new Event(now + Math.max(0, nanos), scheduled++, what));
  }

  /** Lets the next event happen; false where none is left. */
  boolean step() {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    now = next.time();
    next.what().run();
    return true;
  }

  /** Whether something of a probability happens. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number below a bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Nanoseconds, mostly near a mean and sometimes many times as long. */
  long around(long mean) {
    double spread = -Math.log(1 - random.nextDouble());
    return (long) (mean * (chance(0.01) ? 20 : 1) * (0.2 + 0.8 * spread));
  }
}
