package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Work;
import org.sparksvi.laws.Bits;

/** The tasks of one executor as threads, with a driver in the same process. */
@Timeout(60)
abstract class ExecutorTasks {
  static final long TOKEN = 5;

  final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger attempts = new AtomicInteger();

  @AfterEach
  void noThreadStays() throws InterruptedException {
    threads.shutdownNow();
    assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS), "a task did not end");
  }

  static ExecutorSide rounds(FakeDriver driver) {
    return rounds(driver, answer -> driver.work.get(), System::nanoTime);
  }

  static ExecutorSide rounds(FakeDriver driver, Function<Answer, Work> reader, LongSupplier clock) {
    return new ExecutorSide(TOKEN, new DriverLink(driver, clock), reader, System::nanoTime);
  }

  Future<Ending> task(ExecutorSide rounds, int partition, AtomicBoolean killed) {
    return threads.submit(() -> stay(rounds, partition, killed));
  }

  Ending stay(ExecutorSide rounds, int partition, AtomicBoolean killed)
      throws InterruptedException {
    Request join = Request.join(TOKEN, attempts.incrementAndGet(), partition, "e", "h");
    return rounds.stay(join, null, killed::get, units -> {});
  }

  List<Future<Ending>> tasks(ExecutorSide rounds, int count) {
    List<Future<Ending>> tasks = new ArrayList<>();
    for (int partition = 0; partition < count; partition++) {
      tasks.add(task(rounds, partition, new AtomicBoolean()));
    }
    return tasks;
  }

  static void assertSum(FakeDriver driver, long exchange, int units, Hooked.Hook hook)
      throws InterruptedException {
    ExactTotal total = driver.run(new Hooked(new Sums(exchange), hook), Sums.units(units));

    assertArrayEquals(Bits.of(new Sums(exchange).total(Sums.units(units))), Bits.of(total));
  }

  static void assertEnd(FakeDriver driver, List<Future<Ending>> tasks) throws Exception {
    driver.exchange.end();
    for (Future<Ending> task : tasks) {
      assertTrue(task.get(10, TimeUnit.SECONDS).kind() == Ending.Kind.TRAINING);
    }
    assertEquals(List.of(), driver.exchange.executors());
  }

  /** A task that is certain to fail may still be on its way when the sum is complete. */
  static void assertEndWithOneFailure(FakeDriver driver, List<Future<Ending>> tasks)
      throws Exception {
    List<Future<Ending>> living = new ArrayList<>();
    driver.exchange.end();
    for (Future<Ending> task : tasks) {
      if (!failed(await(task))) {
        living.add(task);
      }
    }
    assertEquals(tasks.size() - 1, living.size());
    assertEnd(driver, living);
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean failed(Future<Ending> task) {
    return task.isDone() && thrownBy(task) != null;
  }

  static Throwable thrownBy(Future<Ending> task) {
    try {
      task.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Future<Ending> await(Future<Ending> task) {
    while (!task.isDone()) {
      sleep(1);
    }
    return task;
  }
}
