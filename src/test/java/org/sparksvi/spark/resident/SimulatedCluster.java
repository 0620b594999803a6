package org.sparksvi.spark.resident;

import static org.sparksvi.spark.resident.Simulation.MILLI;
import static org.sparksvi.spark.resident.Simulation.SECOND;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * The driver's side of rounds with executors that a script plays, in virtual time. As Spark does,
 * it starts an attempt at every task, another one when that ends without success, and tells the
 * driver late of what has died.
 */
final class SimulatedCluster {
  private static final long LATENCY = MILLI / 5;
  private static final long ASK_TIMEOUT = 300 * MILLI;
  private static final long EVENT_DELAY = 30 * MILLI; // until the driver hears what ended
  private static final long RELAUNCH_DELAY = 10 * MILLI;
  private static final long LOOK = 50 * MILLI;
  private static final double ALONE = 0.7; // no other job is active
  private static final long LOSS_DELAY = 2 * SECOND; // until an executor counts as lost

  final Simulation time;
  private final Simulation others; // the rest of the application
  final DriverSide exchange;
  final Misfortunes misfortunes;
  final LongUnaryOperator unitNanos; // by unit
  private final List<SimulatedExecutor> executors = new ArrayList<>();
  private final Map<Integer, Long> attempts = new HashMap<>(); // that lives, by partition
  private final int tasksEach;
  private long lastAttempt;
  private int started; // executors
  private final int tasks;
  private int partitions; // of all jobs so far
  private int shifts; // that were over
  private boolean over;
  private long works; // the exchange that is open

  SimulatedCluster(
      long seed,
      int executors,
      int tasksEach,
      Misfortunes misfortunes,
      LongUnaryOperator unitNanos) {
    this(seed, executors, tasksEach, Long.MAX_VALUE, misfortunes, unitNanos);
  }

  /**
   * Starts executors and tasks.
   *
   * @param shift nanoseconds that tasks stay
   */
  SimulatedCluster(
      long seed,
      int executors,
      int tasksEach,
      long shift,
      Misfortunes misfortunes,
      LongUnaryOperator unitNanos) {
    this.time = new Simulation(seed);
    this.others = new Simulation(seed + 1);
    this.tasks = executors * tasksEach;
    this.exchange = new DriverSide(tasks, shift, time::now);
    this.misfortunes = misfortunes;
    this.unitNanos = unitNanos;
    this.tasksEach = tasksEach;
    for (int e = 0; e < executors; e++) {
      startExecutor();
    }
    submit();
    everySecond();
    look();
  }

  private void submit() {
    int first = partitions;
    partitions += tasks;
    exchange.shifts(shifts -> shifts.submitted(first, tasks));
    for (int partition = first; partition < partitions; partition++) {
      launch(partition);
    }
  }

  private void look() {
    boolean alone = others.chance(ALONE);
    exchange.shifts(shifts -> shifts.alone(alone, time.now()));
    if (exchange.shifts((shifts, members) -> shifts.wantsJob(members, time.now()))) {
      submit();
    }
    if (!over) {
      time.in(LOOK, this::look);
    }
  }

  private void startExecutor() {
    executors.add(new SimulatedExecutor(this, "e" + started++));
  }

  /** Starts an attempt at a task where there is room; later where there is none. */
  private void launch(int partition) {
    if (over) {
      return;
    }
    List<SimulatedExecutor> free =
        executors.stream().filter(e -> e.hasRoom() && e.running() < tasksEach).toList();
    if (free.isEmpty()) {
      time.in(100 * MILLI, () -> launch(partition));
      return;
    }
    long attempt = ++lastAttempt;
    attempts.put(partition, attempt);
    free.get(time.below(free.size())).start(attempt, partition);
  }

  /** An attempt has ended, with success where the training is over or its shift is. */
  void ended(long attempt, int partition, boolean success) {
    shifts += success && !over ? 1 : 0;
    if (success) {
      attempts.remove(partition, attempt);
    }
    time.in(time.around(EVENT_DELAY), () -> exchange.over(attempt));
    if (!success && attempts.getOrDefault(partition, 0L) == attempt) {
      time.in(RELAUNCH_DELAY, () -> launch(partition));
    }
  }

  private void everySecond() {
    executors.removeIf(executor -> !executor.hasRoom() && executor.running() == 0);
    for (SimulatedExecutor executor : List.copyOf(executors)) {
      if (time.chance(misfortunes.died())) {
        die(executor);
      } else if (time.chance(misfortunes.frozen())) {
        executor.freeze(time.around(SECOND));
      } else if (executor.hasRoom() && time.chance(misfortunes.drained())) {
        executor.close();
        exchange.drain(executor.id());
        startExecutor();
      }
    }
    if (time.chance(misfortunes.speculated()) && !attempts.isEmpty()) {
      List<SimulatedExecutor> open = executors.stream().filter(SimulatedExecutor::hasRoom).toList();
      if (!open.isEmpty()) {
        int partition = List.copyOf(attempts.keySet()).get(time.below(attempts.size()));
        open.get(time.below(open.size())).start(++lastAttempt, partition);
      }
    }
    if (!over) {
      time.in(SECOND, this::everySecond);
    }
  }

  private void die(SimulatedExecutor executor) {
    executors.remove(executor);
    executor.die();
    long known = time.around(LOSS_DELAY);
    time.in(known, () -> exchange.lost(executor.id()));
    time.in(
        known + EVENT_DELAY,
        () -> executor.leftovers().forEach((attempt, part) -> ended(attempt, part, false)));
    time.in(known, this::startExecutor);
  }

  /** Sends a message until an answer comes back; what comes later than that is ignored. */
  void ask(SimulatedExecutor from, Request request, Consumer<Answer> then) {
    boolean[] done = {false};
    attempt(from, request, done, then);
  }

  private void attempt(
      SimulatedExecutor from, Request request, boolean[] done, Consumer<Answer> then) {
    long there = time.around(LATENCY);
    if (!time.chance(misfortunes.lost())) {
      time.in(there, () -> answer(from, request, done, then));
    }
    if (time.chance(misfortunes.doubled())) {
      time.in(
          time.around(2 * ASK_TIMEOUT), () -> answer(from, request, new boolean[] {true}, then));
    }
    if (misfortunes.lost() > 0) {
      time.in(
          ASK_TIMEOUT,
          () ->
              from.whenAwake(
                  () -> {
                    if (!done[0]) {
                      attempt(from, request, done, then);
                    }
                  }));
    }
  }

  private void answer(
      SimulatedExecutor from, Request request, boolean[] done, Consumer<Answer> then) {
    Object[] message = exchange.answer(Request.of(request.message())).message();
    if (!time.chance(misfortunes.lost())) {
      time.in(
          time.around(LATENCY),
          () ->
              from.whenAwake(
                  () -> {
                    if (!done[0]) {
                      done[0] = true;
                      then.accept(Answer.of(message));
                    }
                  }));
    }
  }

  /** Sends a message that may get lost. */
  void tell(Request request) {
    if (!time.chance(misfortunes.lost())) {
      time.in(time.around(LATENCY), () -> exchange.answer(Request.of(request.message())));
    }
  }

  /** Opens an exchange. */
  void open(int[] units) {
    works = exchange.next();
    exchange.open(units, new Sums(works).none(), Payload.SHARED);
  }

  long works() {
    return works;
  }

  /** Tasks that have gone because their shift was over. */
  int shifts() {
    return shifts;
  }

  int running() {
    return executors.stream().mapToInt(SimulatedExecutor::running).sum();
  }

  /** The training is over. */
  void end() {
    over = true;
    exchange.end();
  }
}
