package org.sparksvi.spark.resident;

import java.util.Optional;
import org.sparksvi.engine.Waiting;

/** When the results of an exchange came, and so whom it waited for. Times are nanoseconds. */
final class Arrivals {
  private long opened;
  private long last;
  private long before; // the one before the last; the opening where there is none
  private long tail; // of the last: one of its tasks at work and no other
  private Participant latest;

  void open(long now) {
    opened = now;
    last = now;
    before = now;
    tail = 0;
    latest = null;
  }

  void add(Participant from, long now, long itsTail) {
    before = latest == from ? before : last;
    last = now;
    tail = itsTail;
    latest = from;
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
