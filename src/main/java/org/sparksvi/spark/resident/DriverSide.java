package org.sparksvi.spark.resident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.PackedTotal;
import org.sparksvi.engine.Spent;
import org.sparksvi.engine.Waiting;

/**
 * The driver's side of a training: one exchange after the other is opened with units of a work, and
 * is complete when every unit has been counted once.
 *
 * <p>Questions are answered at once, never waited on. Knows no Spark; times are nanoseconds of the
 * clock it is given.
 */
final class DriverSide {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Participants members = new Participants();
  private final Shifts shifts;
  private final LongSupplier clock;
  private final Forecast forecast = new Forecast();
  private final UnitHomes homes = new UnitHomes();
  private final Arrivals arrivals = new Arrivals();
  private final List<PackedTotal> arrived = new ArrayList<>();
  private final int tasks;
  private ExactTotal shape;
  private Payload payload;
  private Allotment allotment;
  private long number; // of the exchange, from 1
  private long leases;
  private long messages;
  private boolean ended;

  /**
   * Before the first exchange.
   *
   * @param tasks that were asked for
   * @param shift nanoseconds that a task stays at least
   * @param clock in nanoseconds
   */
  DriverSide(int tasks, long shift, LongSupplier clock) {
    this.tasks = tasks;
    this.clock = clock;
    this.shifts = new Shifts(tasks, shift);
  }

  private <T> T locked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Opens the next exchange; the one before must be complete.
   *
   * @param shape a total of the work, by which results are judged
   * @return its number
   */
  long open(int[] units, ExactTotal shape, Payload payload) {
    return locked(
        () -> {
          long now = clock.getAsLong();
          this.shape = shape;
          this.payload = payload;
          number++;
          arrived.clear();
          allotment = new Allotment(units, now);
          allotment.deal(members.active(), shifts.coming(now), homes);
          arrivals.open(now);
          forecast.opened(now);
          return number;
        });
  }

  /** The number of the exchange that will be opened next. */
  long next() {
    return locked(() -> number + 1);
  }

  /** Results that came since the last call; waits for some while there are none. */
  List<PackedTotal> await(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (arrived.isEmpty() && !allotment.complete() && left > 0) {
        left = news.awaitNanos(left);
      }
      List<PackedTotal> parts = List.copyOf(arrived);
      arrived.clear();
      return parts;
    } finally {
      lock.unlock();
    }
  }

  /** Whether every unit of the present exchange is counted and its results were handed out. */
  boolean complete() {
    return locked(() -> allotment.complete() && arrived.isEmpty());
  }

  /** Answers a task. */
  Answer answer(Request request) {
    return locked(
        () -> {
          messages++;
          return switch (request.kind()) {
            case JOIN -> join(request);
            case POLL -> poll(request);
            case RESULT -> result(request);
            case LEAVE -> leave(request);
          };
        });
  }

  private Answer join(Request request) {
    if (ended) {
      return Answer.end();
    }
    Answer answer = members.join(request, clock.getAsLong());
    if (answer.kind() == Answer.Kind.WELCOME) {
      shifts.came(request.partition());
    }
    return answer;
  }

  private Answer leave(Request request) {
    members.leave(request).ifPresent(this::revoke);
    return Answer.end();
  }

  private Participant revoke(Participant member) {
    if (allotment != null) {
      allotment.revoke(member);
    }
    news.signalAll();
    return member;
  }

  private Answer poll(Request request) {
    if (ended) {
      return Answer.end();
    }
    Optional<Participant> asking = members.get(request.member());
    if (asking.isEmpty()) {
      return Answer.go("this executor was given up");
    }
    Participant member = asking.get();
    member.idle();
    if (member.draining()) {
      revoke(member);
      return Answer.go("this executor is to be decommissioned");
    }
    long now = clock.getAsLong();
    if (allotment != null && !allotment.complete() && member.tasks() > 0) {
      Optional<Lease> lease = allotment.held(member).or(() -> lease(member, now));
      if (lease.isPresent()) {
        return work(member, lease.get());
      }
    }
    int[] over = shiftsOver(member, now);
    if (over.length > 0) {
      return Answer.shiftOver(over);
    }
    return Answer.waitFor(forecast.delay(now, member.pollInVain(), members.count()));
  }

  /** Tasks that end now: their executor is idle. */
  private int[] shiftsOver(Participant member, long now) {
    int going = members.letGo(member, shifts.mayGo(members, forecast.duration(), now));
    shifts.gone(going, members, now);
    return member.tell(now);
  }

  private Optional<Lease> lease(Participant member, long now) {
    int expected = number == 1 ? tasks : members.tasks() + shifts.coming(now);
    return allotment.lease(++leases, member, expected, now);
  }

  private Answer work(Participant member, Lease lease) {
    member.worksOn(number);
    int[] units = allotment.units(lease);
    homes.set(units, member);
    return Answer.work(number, lease.number(), units, payload);
  }

  private Answer result(Request request) {
    PackedTotal part = request.part().orElseThrow();
    boolean last = request.slice() + 1 == request.slices();
    if (allotment != null && request.exchange() == number && !allotment.complete()) {
      shape.check(part);
      Optional<Lease> lease = allotment.lease(request.lease());
      if (lease.isPresent()
          && lease.get().keep(request.slice(), request.slices(), part)
          && allotment.count(lease.get())) {
        count(lease.get(), request);
      }
    }
    return last ? poll(request) : Answer.waitFor(0);
  }

  private void count(Lease lease, Request result) {
    long now = clock.getAsLong();
    arrived.addAll(lease.parts());
    arrivals.add(lease.owner(), now, result.tail(), result.work());
    if (allotment.complete()) {
      forecast.completed(now);
    }
    news.signalAll();
  }

  /**
   * Deals out again what executors have held for too long, while there are others; their names.
   *
   * @param patience at least this many nanoseconds; never less than twenty ordinary exchanges
   */
  List<String> redeal(long patience) {
    return locked(
        () -> {
          List<String> late = new ArrayList<>();
          long limit = Math.max(patience, (long) (20 * forecast.duration()));
          if (!allotment.complete() && members.count() > 1) {
            for (Participant member : allotment.overdue(clock.getAsLong(), limit)) {
              late.add("%s (%d units)".formatted(member, allotment.revoke(member)));
              member.notWaitedFor();
            }
          }
          return late;
        });
  }

  /** An executor is gone; its units go to the others. Whether it took part. */
  boolean lost(String executor) {
    return locked(
        () -> {
          members.lost(executor).ifPresent(this::revoke);
          return members.forget(executor);
        });
  }

  /** A task attempt is over, whatever it could say itself. */
  void over(long attempt) {
    locked(() -> members.over(attempt).map(this::revoke));
  }

  /** Tells tasks on an executor to end when idle; whether that is new. */
  boolean drain(String executor) {
    return locked(() -> members.drain(executor));
  }

  /** An event about shifts. */
  void shifts(Consumer<Shifts> event) {
    locked(
        () -> {
          event.accept(shifts);
          return event;
        });
  }

  /** A question about shifts. */
  <T> T shifts(BiFunction<Shifts, Participants, T> question) {
    return locked(() -> question.apply(shifts, members));
  }

  /** Executors that take part. */
  List<String> executors() {
    return locked(() -> members.executors());
  }

  /** The last exchange that no executor works on any more. */
  long leftBehind() {
    return locked(() -> members.leftBehind(number));
  }

  /** Whom the last exchange waited for. */
  Optional<Waiting> waiting() {
    return locked(() -> arrivals.waiting());
  }

  /** What the last exchange took. */
  Spent spent() {
    return locked(() -> arrivals.spent());
  }

  /** Messages answered so far. */
  long messages() {
    return locked(() -> messages);
  }

  /** Every task that asks from now on is told to end. */
  void end() {
    locked(() -> ended = true);
  }
}
