package org.sparksvi.spark.resident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.PackedTotal;

/** An executor played by a script: the same talk as {@link ExecutorSide}, without threads. */
final class SimulatedExecutor {
  private static final long TOKEN = 1;
  private static final int SLICE = 30; // so that some results come in slices

  private final SimulatedCluster cluster;
  private final String id;
  private final Map<Long, Integer> tasks = new LinkedHashMap<>(); // partition by attempt, joined
  private final Map<Long, Integer> coming = new LinkedHashMap<>(); // not yet answered
  private int member;
  private long talk; // numbers the conversations; those before the present one are over
  private boolean talking;
  private boolean dead;
  private boolean closed;
  private long frozenUntil;

  SimulatedExecutor(SimulatedCluster cluster, String id) {
    this.cluster = cluster;
    this.id = id;
  }

  String id() {
    return id;
  }

  boolean hasRoom() {
    return !dead && !closed;
  }

  int running() {
    return tasks.size() + coming.size();
  }

  /** Attempts that died with it. */
  Map<Long, Integer> leftovers() {
    Map<Long, Integer> all = new LinkedHashMap<>(tasks);
    all.putAll(coming);
    return all;
  }

  void die() {
    dead = true;
  }

  /** Takes no new tasks. */
  void close() {
    closed = true;
  }

  void freeze(long nanos) {
    frozenUntil = Math.max(frozenUntil, cluster.time.now() + nanos);
  }

  /** What happens here happens only while it lives, and later while it stands still. */
  void whenAwake(Runnable what) {
    if (dead) {
      return;
    }
    long left = frozenUntil - cluster.time.now();
    if (left > 0) {
      cluster.time.in(left, () -> whenAwake(what));
    } else {
      what.run();
    }
  }

  void start(long attempt, int partition) {
    coming.put(attempt, partition);
    cluster.ask(
        this,
        Request.join(TOKEN, attempt, partition, id, "host"),
        answer -> {
          coming.remove(attempt);
          if (answer.kind() != Answer.Kind.WELCOME) {
            cluster.ended(attempt, partition, answer.kind() == Answer.Kind.END);
            return;
          }
          tasks.put(attempt, partition);
          if (answer.member() != member) {
            member = answer.member();
            talking = false;
          }
          if (!talking) {
            talking = true;
            talk++;
            poll(talk);
          }
        });
  }

  private void poll(long of) {
    cluster.ask(this, Request.poll(TOKEN, member), answer -> accept(of, answer));
  }

  private void accept(long of, Answer answer) {
    if (of != talk || tasks.isEmpty()) {
      return;
    }
    switch (answer.kind()) {
      case WAIT -> cluster.time.in(answer.nanos(), () -> whenAwake(() -> pollAgain(of)));
      case SHARED -> work(of, answer);
      case END, GO -> allGo(answer.kind() == Answer.Kind.END);
      case SHIFT_OVER -> {
        go(answer.units());
        pollAgain(of);
      }
      default -> throw new IllegalStateException(answer.kind() + ": " + answer.reason());
    }
  }

  private void pollAgain(long of) {
    if (of == talk && !tasks.isEmpty()) {
      poll(of);
    }
  }

  private void work(long of, Answer answer) {
    long nanos = 0;
    for (int unit : answer.units()) {
      nanos += cluster.unitNanos.applyAsLong(unit);
    }
    cluster.time.in(nanos / tasks.size(), () -> whenAwake(() -> worked(of, answer)));
  }

  private void worked(long of, Answer answer) {
    if (of != talk || tasks.isEmpty()) {
      return;
    }
    if (cluster.time.chance(cluster.misfortunes.failed())) {
      long attempt = tasks.keySet().iterator().next();
      leave(attempt, false);
      if (!tasks.isEmpty()) {
        work(of, answer); // the others take what it gave back
      }
      return;
    }
    ExactTotal total = new Sums(answer.exchange()).total(answer.units());
    send(of, answer, total.packed().cut(SLICE), 0);
  }

  private void send(long of, Answer work, List<PackedTotal> slices, int slice) {
    Request result =
        Request.result(
            TOKEN,
            member,
            work.exchange(),
            work.lease(),
            slice,
            slices.size(),
            0,
            0,
            slices.get(slice));
    cluster.ask(
        this,
        result,
        answer -> {
          if (of != talk) {
            return;
          }
          if (slice + 1 < slices.size()) {
            send(of, work, slices, slice + 1);
          } else {
            accept(of, answer);
          }
        });
  }

  private void allGo(boolean success) {
    for (long attempt : new ArrayList<>(tasks.keySet())) {
      leave(attempt, success);
    }
  }

  private void go(int[] partitions) {
    for (int partition : partitions) {
      for (Map.Entry<Long, Integer> task : List.copyOf(tasks.entrySet())) {
        if (task.getValue() == partition) {
          leave(task.getKey(), true);
        }
      }
    }
  }

  private void leave(long attempt, boolean success) {
    int partition = tasks.remove(attempt);
    cluster.tell(Request.leave(TOKEN, member, attempt, partition));
    cluster.ended(attempt, partition, success);
    if (tasks.isEmpty()) {
      member = 0; // the next task starts anew
      talking = false;
      talk++;
    }
  }
}
