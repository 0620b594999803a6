package org.sparksvi.spark.resident;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.PackedTotal;
import org.sparksvi.engine.Work;
import org.sparksvi.engine.Workload;

/**
 * An executor's side of a training: its tasks share what the driver leases to it, add their totals
 * up, and send one result. One of the idle tasks, and only one, asks the driver for more.
 *
 * <p>Knows no Spark; has no thread of its own.
 */
final class ExecutorSide {
  private static final long LOOK = 100_000_000; // 0.1 s, in which a killed task notices

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final long token;
  private final DriverLink driver;
  private final Function<Answer, Work> reader;
  private final LongSupplier clock;
  private final Set<Integer> shiftsOver = new HashSet<>(); // partitions of tasks that are to go
  private Assignment current;
  private Object asker; // the task that asks the driver, while others wait
  private long nextPoll;
  private int member;
  private Ending ending;

  /**
   * Before the first task.
   *
   * @param token names the training
   * @param reader of the work in an answer
   * @param clock in nanoseconds
   */
  ExecutorSide(long token, DriverLink driver, Function<Answer, Work> reader, LongSupplier clock) {
    this.token = token;
    this.driver = driver;
    this.reader = reader;
    this.clock = clock;
    this.nextPoll = clock.getAsLong();
  }

  /**
   * A task takes part until the driver lets it go.
   *
   * @param task says who comes
   * @param killed whether the task is to end at once
   * @param worked is told how many units the task did, after each share of an exchange
   */
  Ending stay(Request task, Workload<?, ?> workload, BooleanSupplier killed, IntConsumer worked)
      throws InterruptedException {
    Answer answer = driver.ask(task);
    if (answer.kind() != Answer.Kind.WELCOME) {
      return ending(answer);
    }
    enter(answer.member(), task.partition());
    try {
      Next next = await(task, killed);
      while (next.work().isPresent()) {
        worked.accept(work(task, next.work().get(), workload, killed));
        next = await(task, killed);
      }
      return next.ending().orElseThrow();
    } finally {
      driver.tell(Request.leave(token, answer.member(), task.attempt(), task.partition()));
    }
  }

  private static Ending ending(Answer answer) {
    return switch (answer.kind()) {
      case END -> new Ending(Ending.Kind.TRAINING, "the training is over");
      case GO -> new Ending(Ending.Kind.ATTEMPT, answer.reason());
      case REFUSED ->
          throw new IllegalStateException("the driver refused a task: " + answer.reason());
      default -> throw new IllegalStateException("a task cannot be answered " + answer.kind());
    };
  }

  private void enter(int number, int partition) {
    lock.lock();
    try {
      if (number != member) { // the driver knows this executor anew
        member = number;
        current = null;
        ending = null;
        shiftsOver.clear();
      }
      shiftsOver.remove(partition); // that was another attempt's
    } finally {
      lock.unlock();
    }
  }

  /** Units to work on, or why the task is to go. */
  private record Next(Optional<Assignment> work, Optional<Ending> ending) {}

  private Next await(Request task, BooleanSupplier killed) throws InterruptedException {
    lock.lock();
    try {
      while (ending == null && !shiftsOver.contains(task.partition())) {
        requireAlive(killed);
        if (current != null && current.wantsTask()) {
          current.enter();
          return new Next(Optional.of(current), Optional.empty());
        }
        if (asker == null && current == null) {
          asker = task;
        }
        long wait = asker == task ? nextPoll - clock.getAsLong() : LOOK;
        if (wait > 0) {
          news.awaitNanos(Math.min(wait, LOOK));
        } else {
          ask(Request.poll(token, member));
        }
      }
      boolean shift = shiftsOver.remove(task.partition());
      Ending why = shift ? new Ending(Ending.Kind.SHIFT, "the shift is over") : ending;
      return new Next(Optional.empty(), Optional.of(why));
    } finally {
      if (asker == task) {
        asker = null;
      }
      news.signalAll();
      lock.unlock();
    }
  }

  private static void requireAlive(BooleanSupplier killed) throws InterruptedException {
    if (killed.getAsBoolean()) {
      throw new InterruptedException("the task was killed");
    }
  }

  private void ask(Request request) throws InterruptedException {
    Answer answer = unlocked(request);
    if (request.member() == member) { // else the driver knows this executor anew
      accept(answer);
    }
  }

  private Answer unlocked(Request request) throws InterruptedException {
    lock.unlock();
    try {
      return driver.ask(request);
    } finally {
      lock.lock();
    }
  }

  private void accept(Answer answer) throws InterruptedException {
    switch (answer.kind()) {
      case WAIT -> nextPoll = clock.getAsLong() + answer.nanos();
      case SHARED, WORK, BROADCAST -> {
        Work work = read(answer);
        boolean shared = answer.kind() == Answer.Kind.SHARED;
        current =
            new Assignment(
                answer.exchange(), answer.lease(), work, answer.units(), shared, clock.getAsLong());
      }
      case SHIFT_OVER -> Arrays.stream(answer.units()).forEach(shiftsOver::add);
      default -> ending = ending(answer);
    }
    news.signalAll();
  }

  private Work read(Answer answer) {
    lock.unlock();
    try {
      return reader.apply(answer);
    } finally {
      lock.lock();
    }
  }

  private int work(
      Request task, Assignment assignment, Workload<?, ?> workload, BooleanSupplier killed)
      throws InterruptedException {
    Taken taken = new Taken(assignment, killed);
    boolean done;
    try {
      ExactTotal total = assignment.work().over(workload, taken::next);
      requireAlive(killed);
      done = finish(assignment, total);
    } catch (Throwable e) {
      giveBack(assignment, taken);
      throw e;
    }
    if (done) {
      send(task, assignment);
    }
    return taken.count;
  }

  private boolean finish(Assignment assignment, ExactTotal total) {
    lock.lock();
    try {
      return assignment.finish(total, clock.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Assignment assignment, Taken taken) {
    lock.lock();
    try {
      assignment.giveBack(taken.units, taken.count);
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void send(Request task, Assignment done) throws InterruptedException {
    long now = clock.getAsLong();
    PackedTotal packed = done.total().packed();
    List<PackedTotal> slices =
        done.shared() ? List.of(packed) : packed.cut(Request.SLICE); // shared: nothing is copied
    lock.lock();
    try {
      if (current != done) {
        return; // the driver knows this executor anew and has dealt these units out again
      }
      asker = task;
      current = null;
      for (int slice = 0; slice < slices.size(); slice++) {
        Request result =
            Request.result(
                token,
                member,
                done.exchange(),
                done.lease(),
                slice,
                slices.size(),
                done.tail(now),
                done.work(now),
                slices.get(slice));
        ask(result);
      }
    } finally {
      asker = asker == task ? null : asker;
      news.signalAll();
      lock.unlock();
    }
  }

  /** The units that one task has taken of an assignment. */
  private final class Taken {
    private final Assignment from;
    private final BooleanSupplier killed;
    private int[] units = new int[8];
    private int count;

    Taken(Assignment from, BooleanSupplier killed) {
      this.from = from;
      this.killed = killed;
    }

    int next() {
      if (killed.getAsBoolean()) {
        throw new IllegalStateException("the task was killed");
      }
      lock.lock();
      try {
        int unit = from.take();
        if (unit >= 0) {
          if (count == units.length) {
            units = Arrays.copyOf(units, 2 * count);
          }
          units[count++] = unit;
        }
        return unit;
      } finally {
        lock.unlock();
      }
    }
  }
}
