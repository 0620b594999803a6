package org.sparksvi.spark.resident;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.engine.Spent;
import org.sparksvi.engine.Waiting;

/** When the results of an exchange came, and so whom it waited for. Times are nanoseconds. */
final class Arrivals {
  private static final double NANO = 1e-9; // seconds

  private long opened;
  private long last;
  private long before; // the one before the last; the opening where there is none
  private final Map<Participant, Long> work = new HashMap<>(); // of one lease after the other
  private long tail; // of the last: one of its tasks at work and no other
  private Participant latest;

  void open(long now) {
    opened = now;
    last = now;
    before = now;
    tail = 0;
    work.clear();
    latest = null;
  }

  /**
   * Counts a result.
   *
   * @param itsTail in which one of its tasks was at work and no other
   * @param itsWork from when it had the work until it had the result
   */
  void add(Participant from, long now, long itsTail, long itsWork) {
    before = latest == from ? before : last;
    last = now;
    tail = itsTail;
    work.merge(from, itsWork, Long::sum);
    latest = from;
  }

  /** What the exchange took so far. */
  Spent spent() {
    double all = (last - opened) * NANO;
    long longest = work.values().stream().mapToLong(each -> each).max().orElse(0);
    double computing = Math.min(all, longest * NANO);
    double alone = waiting().map(waiting -> waiting.share() * all).orElse(0.0);
    return new Spent(all, computing, Math.min(computing, alone));
  }

  /**
   * Who was the last, and the part of the exchange in which everybody else had done.
   *
   * <p>Where one executor works alone, that is the time in which one of its tasks did.
   */
  Optional<Waiting> waiting() {
    if (latest == null || last == opened) {
      return Optional.empty();
    }
    long alone = Math.min(last - before, tail > 0 ? tail : last - before);
    return Optional.of(new Waiting(latest.toString(), (double) alone / (last - opened)));
  }
}
