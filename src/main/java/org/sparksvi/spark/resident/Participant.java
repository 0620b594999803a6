package org.sparksvi.spark.resident;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An executor that takes part in a training, as the driver knows it. */
final class Participant {
  private static final long REPEAT = 1_000_000_000; // 1 s
  private static final long NEVER = Long.MIN_VALUE;

  private final int number;
  private final String executor;
  private final String host;
  private final Map<Long, Integer> tasks = new HashMap<>(); // partition by attempt
  private final Map<Long, Going> going = new LinkedHashMap<>(); // by attempt
  private long worksOn; // an exchange; 0 while idle
  private int polls; // in vain since it last had work
  private boolean waitedFor = true; // while it works
  private boolean draining;

  /** A task that was told to go, and when. */
  private record Going(int partition, long told) {
    boolean isToBeTold(long now) {
      return told == NEVER || now - told > REPEAT;
    }
  }

  Participant(int number, String executor, String host) {
    this.number = number;
    this.executor = executor;
    this.host = host;
  }

  int number() {
    return number;
  }

  String executor() {
    return executor;
  }

  @Override
  public String toString() {
    return "executor %s on %s".formatted(executor, host);
  }

  void enter(long attempt, int partition) {
    tasks.put(attempt, partition);
  }

  void leave(long attempt) {
    tasks.remove(attempt);
    going.remove(attempt);
  }

  boolean has(long attempt) {
    return tasks.containsKey(attempt) || going.containsKey(attempt);
  }

  /** A task is to go, and is not dealt units any more. */
  void letGo(long attempt) {
    going.put(attempt, new Going(tasks.remove(attempt), NEVER));
  }

  /** Partitions of tasks that are to go and were not told lately: an answer may be lost. */
  int[] tell(long now) {
    List<Map.Entry<Long, Going>> told =
        going.entrySet().stream().filter(task -> task.getValue().isToBeTold(now)).toList();
    told.forEach(task -> task.setValue(new Going(task.getValue().partition(), now)));
    return told.stream().mapToInt(task -> task.getValue().partition()).toArray();
  }

  /** Whether there is no task at all. */
  boolean isGone() {
    return tasks.isEmpty() && going.isEmpty();
  }

  boolean holds(int partition) {
    return tasks.containsValue(partition);
  }

  /** Tasks that live there, without those that are to go. */
  int tasks() {
    return tasks.size();
  }

  /** Counts a question that brought no work; how many there were before it. */
  int pollInVain() {
    return polls++;
  }

  /** Has units of an exchange. */
  void worksOn(long exchange) {
    worksOn = exchange;
    waitedFor = true;
    polls = 0;
  }

  /** Its units were given to others: nothing is kept for it that takes memory. */
  void notWaitedFor() {
    waitedFor = false;
  }

  /** Is idle. */
  void idle() {
    worksOn = 0;
  }

  boolean isIdle() {
    return worksOn == 0;
  }

  /** The last exchange that it needs nothing of, where so many were opened. */
  long leftBehind(long opened) {
    return isIdle() || !waitedFor ? opened : worksOn - 1;
  }

  /** Its tasks are to end as soon as they are idle; whether that is new. */
  boolean drain() {
    boolean news = !draining;
    draining = true;
    return news;
  }

  boolean draining() {
    return draining;
  }
}
