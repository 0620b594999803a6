package org.sparksvi.spark.resident;

import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Units;
import org.sparksvi.engine.Work;

/**
 * A lease in the hands of the tasks of an executor: a queue of units that they share, and the total
 * of what they have done. Guarded by the lock of {@link ExecutorSide}.
 */
final class Assignment {
  private final long exchange;
  private final long lease;
  private final Work work;
  private final int[] queue;
  private final boolean shared; // whether the driver is in this process
  private int next;
  private int active;
  private boolean done; // and in the hands of the task that sends it
  private ExactTotal total;
  private long alone = Long.MAX_VALUE; // since when one task is at work and no other
  private final long since; // nanoseconds, when it came
  private int helpers; // tasks that brought something

  Assignment(long exchange, long lease, Work work, int[] units, boolean shared, long now) {
    this.exchange = exchange;
    this.lease = lease;
    this.work = work;
    this.queue = units.clone();
    this.shared = shared;
    this.since = now;
  }

  long exchange() {
    return exchange;
  }

  long lease() {
    return lease;
  }

  Work work() {
    return work;
  }

  boolean shared() {
    return shared;
  }

  boolean hasUnits() {
    return next < queue.length;
  }

  /** Whether a task is needed: for units, or to bring the result that the last one left behind. */
  boolean wantsTask() {
    return hasUnits() || (active == 0 && !done);
  }

  void enter() {
    active++;
  }

  int take() {
    return next < queue.length ? queue[next++] : Units.NONE;
  }

  /** Takes back what a task cannot finish. */
  void giveBack(int[] units, int count) {
    active--;
    for (int i = 0; i < count; i++) {
      queue[--next] = units[i];
    }
  }

  /** Adds what a task has done; whether everything is done now. */
  boolean finish(ExactTotal part, long now) {
    active--;
    helpers++;
    if (total == null) {
      total = part;
    } else {
      total.add(part);
    }
    if (active == 1 && !hasUnits()) {
      alone = now;
    }
    done = active == 0 && !hasUnits();
    return done;
  }

  ExactTotal total() {
    return total;
  }

  /** Nanoseconds since it came. */
  long work(long now) {
    return now - since;
  }

  /** Nanoseconds in which one task was at work and no other; 0 where only one took part. */
  long tail(long now) {
    return helpers < 2 || alone == Long.MAX_VALUE ? 0 : Math.max(1, now - alone);
  }
}
