package org.sparksvi.spark.resident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Waiting;

/**
 * The driver's side of a training: one exchange after the other is opened with units of a work, and
 * is complete when every unit has been counted once.
 *
 * <p>Questions are answered at once, never waited on. Knows no Spark; times are nanoseconds of the
 * clock it is given.
 */
final class Exchange {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Members members;
  private final LongSupplier clock;
  private final Forecast forecast = new Forecast();
  private final Homes homes = new Homes();
  private final Arrivals arrivals = new Arrivals();
  private final List<ExactTotal.Packed> arrived = new ArrayList<>();
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
   * @param clock in nanoseconds
   */
  Exchange(int tasks, LongSupplier clock) {
    this.tasks = tasks;
    this.clock = clock;
    this.members = new Members(tasks);
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
    lock.lock();
    try {
      long now = clock.getAsLong();
      this.shape = shape;
      this.payload = payload;
      number++;
      arrived.clear();
      allotment = new Allotment(units, now);
      allotment.deal(members.active(), homes);
      arrivals.open(now);
      forecast.opened(now);
      return number;
    } finally {
      lock.unlock();
    }
  }

  /** The number of the exchange that will be opened next. */
  long next() {
    return locked(() -> number + 1);
  }

  /** Results that came since the last call; waits for some while there are none. */
  List<ExactTotal.Packed> await(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (arrived.isEmpty() && !allotment.complete() && left > 0) {
        left = news.awaitNanos(left);
      }
      List<ExactTotal.Packed> parts = List.copyOf(arrived);
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
    lock.lock();
    try {
      messages++;
      return switch (request.kind()) {
        case JOIN -> join(request);
        case POLL -> poll(request);
        case RESULT -> result(request);
        case LEAVE -> leave(request);
      };
    } finally {
      lock.unlock();
    }
  }

  private Answer join(Request request) {
    if (ended) {
      return Answer.end();
    }
    return members.join(request);
  }

  private Answer leave(Request request) {
    members.leave(request).ifPresent(this::revoke);
    return Answer.end();
  }

  private void revoke(Member member) {
    if (allotment != null) {
      allotment.revoke(member);
    }
    news.signalAll();
  }

  private Answer poll(Request request) {
    if (ended) {
      return Answer.end();
    }
    Optional<Member> asking = members.get(request.member());
    if (asking.isEmpty()) {
      return Answer.go("this executor was given up");
    }
    Member member = asking.get();
    member.idle();
    if (member.draining()) {
      revoke(member);
      return Answer.go("this executor is to be decommissioned");
    }
    long now = clock.getAsLong();
    if (allotment != null && !allotment.complete()) {
      Optional<Lease> lease = allotment.held(member).or(() -> lease(member, now));
      if (lease.isPresent()) {
        return work(member, lease.get());
      }
    }
    return Answer.waitFor(forecast.delay(now, member.pollInVain(), members.count()));
  }

  private Optional<Lease> lease(Member member, long now) {
    int expected = number == 1 ? tasks : members.tasks();
    return allotment.lease(++leases, member, expected, now);
  }

  private Answer work(Member member, Lease lease) {
    member.worksOn(number);
    int[] units = allotment.units(lease);
    homes.set(units, member.number());
    return Answer.work(number, lease.number(), units, payload);
  }

  private Answer result(Request request) {
    ExactTotal.Packed part = request.part().orElseThrow();
    boolean last = request.slice() + 1 == request.slices();
    if (allotment != null && request.exchange() == number && !allotment.complete()) {
      shape.check(part);
      Optional<Lease> lease = allotment.lease(request.lease());
      if (lease.isPresent()
          && lease.get().keep(request.slice(), request.slices(), part)
          && allotment.count(lease.get())) {
        count(lease.get(), request.tail());
      }
    }
    return last ? poll(request) : Answer.waitFor(0);
  }

  private void count(Lease lease, long tail) {
    long now = clock.getAsLong();
    arrived.addAll(lease.parts());
    arrivals.add(lease.owner(), now, tail);
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
    lock.lock();
    try {
      List<String> late = new ArrayList<>();
      if (allotment.complete() || members.count() < 2) {
        return late;
      }
      long limit = Math.max(patience, (long) (20 * forecast.duration()));
      for (Member member : allotment.overdue(clock.getAsLong(), limit)) {
        late.add("%s (%d units)".formatted(member, allotment.revoke(member)));
        member.notWaitedFor();
      }
      return late;
    } finally {
      lock.unlock();
    }
  }

  /** An executor is gone; its units go to the others. Whether it took part. */
  boolean lost(String executor) {
    lock.lock();
    try {
      members.lost(executor).ifPresent(this::revoke);
      return members.forget(executor);
    } finally {
      lock.unlock();
    }
  }

  /** A task attempt is over, whatever it could say itself. */
  void over(long attempt) {
    lock.lock();
    try {
      members.over(attempt).ifPresent(this::revoke);
    } finally {
      lock.unlock();
    }
  }

  /** Tasks on an executor are to go when they have no work in hand; whether that is new. */
  boolean drain(String executor) {
    return locked(() -> members.drain(executor));
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

  /** Messages answered so far. */
  long messages() {
    return locked(() -> messages);
  }

  /** Every task that asks from now on is told to end. */
  void end() {
    lock.lock();
    try {
      ended = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
