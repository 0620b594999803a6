package org.sparksvi.spark.resident;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tasks go after a while and others take their places, so that Spark hears what was done; when, and
 * how many at once. Times are nanoseconds.
 *
 * <p>The oldest goes first, and as a rule no other before somebody has come for it: while other
 * jobs of the application are active, one of them may have taken the place.
 */
final class Shifts {
  private static final long RESERVED = 1_000_000_000; // as long, units wait for who is to come
  private static final long LONG_EXCHANGE = 2_000_000_000; // far longer than a task takes to start
  private static final long KNOWN = 200_000_000; // as long, nobody else has come
  private static final int PART = 16; // of the tasks may be away at once
  private static final int PART_OF_LONG = 2; // where an exchange is long and nobody else is there

  private final int wanted;
  private final long nanos;
  private final TreeMap<Integer, Job> jobs = new TreeMap<>(); // by their first partition
  private final ArrayDeque<Long> left = new ArrayDeque<>(); // when, places that nobody took yet
  private boolean alone;
  private long aloneAt; // when that was found

  /** Partitions of a job that were seen. */
  private record Job(int partitions, BitSet came) {
    int awaited() {
      return partitions - came.cardinality();
    }
  }

  /**
   * Before the first task.
   *
   * @param wanted tasks at a time
   * @param nanos that a task stays at least
   */
  Shifts(int wanted, long nanos) {
    this.wanted = wanted;
    this.nanos = nanos;
  }

  /** A job was submitted, with so many partitions from a first one on. */
  void submitted(int first, int partitions) {
    jobs.put(first, new Job(partitions, new BitSet()));
  }

  /** A job has ended, however. */
  void ended(int first) {
    jobs.remove(first);
  }

  /** Whether every task of a job has come. */
  boolean allCame(int first) {
    return jobs.containsKey(first) && jobs.get(first).awaited() == 0;
  }

  /**
   * Whether no other job of the application wants the places that are left, and so all may be left;
   * that holds for a while.
   */
  void alone(boolean so, long now) {
    alone = so;
    aloneAt = now;
  }

  /** A task has come, for the first time or again. */
  void came(int partition) {
    Map.Entry<Integer, Job> entry = jobs.floorEntry(partition);
    if (entry == null) {
      return;
    }
    Job job = entry.getValue();
    int place = partition - entry.getKey();
    if (place < job.partitions() && !job.came().get(place)) {
      job.came().set(place);
      left.poll();
    }
  }

  /** How many tasks are there for long enough. */
  int due(Participants members, long now) {
    return members.stayed(nanos, now);
  }

  /** Whether tasks are to go and none are submitted that could take their places. */
  boolean wantsJob(Participants members, long now) {
    return due(members, now) > 0 && awaited() == 0;
  }

  private int awaited() {
    return jobs.values().stream().mapToInt(Job::awaited).sum();
  }

  /** How many of the oldest tasks may go now. */
  int mayGo(Participants members, double exchangeNanos, long now) {
    int tasks = members.tasks();
    if (tasks > wanted) {
      return tasks - wanted; // somebody came where there was room
    }
    boolean all = alone && now - aloneAt < KNOWN;
    int part = all && exchangeNanos > LONG_EXCHANGE ? PART_OF_LONG : PART;
    int away = all ? coming(now) : left.size();
    int more = Math.min(Math.max(1, wanted / part), awaited()) - away;
    more = Math.min(more, Math.min(due(members, now), all ? tasks : tasks - 1));
    return Math.max(0, more);
  }

  /** So many tasks go. */
  void gone(int tasks, Participants members, long now) {
    for (int i = Math.min(tasks, wanted - members.tasks()); i > 0; i--) {
      left.add(now);
    }
  }

  /** Tasks that will soon be there. */
  int coming(long now) {
    return (int) left.stream().filter(since -> now - since < RESERVED).count();
  }
}
