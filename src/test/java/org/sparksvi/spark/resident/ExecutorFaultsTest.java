package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Units;
import org.sparksvi.engine.Work;
import org.sparksvi.engine.Workload;
import org.sparksvi.laws.Bits;

/** Tasks of one executor that fail, are killed, or are interrupted. */
class ExecutorFaultsTest extends ExecutorTasks {
  private static final long NOTICED = TimeUnit.SECONDS.toMillis(2); // 0.1 s and a busy machine

  @Test
  void whatATaskThatFailsHadIsDoneByTheOthers() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    List<Future<Ending>> tasks = tasks(rounds(driver), 2);
    AtomicBoolean fails = new AtomicBoolean(true);

    assertSum(
        driver,
        1,
        20,
        unit -> {
          if (unit == 13 && fails.getAndSet(false)) {
            throw new IllegalStateException("a fault made for a test");
          }
        });
    assertSum(driver, 2, 20, unit -> {});

    long failed = tasks.stream().filter(ExecutorSideTest::failed).count();
    assertEquals(1, failed);
    assertEndWithOneFailure(driver, tasks);
  }

  /** The other one has brought everything by then, and waits for the one that fails. */
  @Test
  void aTaskThatFailsWithoutAnyUnitLeavesTheResultToTheOthers() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    List<Future<Ending>> tasks = tasks(rounds(driver), 2);
    AtomicInteger come = new AtomicInteger();
    CountDownLatch bothCame = new CountDownLatch(2);
    Supplier<Boolean> fails =
        () -> {
          boolean second = come.getAndIncrement() == 1;
          bothCame.countDown();
          awaitQuietly(bothCame);
          return second;
        };

    ExactTotal total = driver.run(new Leaving(new Sums(1), fails), Sums.units(2));

    assertArrayEquals(Bits.of(new Sums(1).total(Sums.units(2))), Bits.of(total));
    assertSum(driver, 2, 20, unit -> {});
    assertEquals(1, tasks.stream().filter(ExecutorSideTest::failed).count());
    assertEndWithOneFailure(driver, tasks);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Leaving(Sums sums, Supplier<Boolean> fails) implements Work {
    private static final long serialVersionUID = 1L;

    @Override
    public ExactTotal none() {
      return sums.none();
    }

    @Override
    public ExactTotal over(Workload<?, ?> workload, Units units) {
      if (fails.get()) {
        sleep(300); // the other one has all units by then
        throw new IllegalStateException("a fault made for a test");
      }
      return sums.over(workload, units);
    }

    @Override
    public long bytes() {
      return sums.bytes();
    }

    @Override
    public String describe(int units) {
      return sums.describe(units);
    }
  }

  @Test
  void whereTheOnlyTaskFailsTheNextOneStartsAnew() throws Exception {
    FakeDriver driver = new FakeDriver(1);
    AtomicInteger failures = new AtomicInteger();
    Future<?> scheduler =
        threads.submit(
            () -> {
              while (failed(await(task(rounds(driver), 0, new AtomicBoolean())))) {
                failures.incrementAndGet();
              }
            });

    assertSum(
        driver,
        1,
        5,
        unit -> {
          if (unit == 3 && failures.get() < 3) {
            throw new IllegalStateException("a fault made for a test");
          }
        });

    assertEquals(3, failures.get());
    driver.exchange.end();
    scheduler.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aTaskThatIsKilledWhileIdleEndsAtOnceAndAnotherAsks() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    ExecutorSide rounds = rounds(driver);
    AtomicBoolean killed = new AtomicBoolean();
    Future<Ending> first = task(rounds, 0, killed);
    assertSum(driver, 1, 4, unit -> {}); // the first asks by now
    Future<Ending> second = task(rounds, 1, new AtomicBoolean());

    long since = System.nanoTime();
    killed.set(true);

    assertInstanceOf(InterruptedException.class, thrownBy(first));
    assertQuick(since);
    assertSum(driver, 2, 4, unit -> {});
    assertEnd(driver, List.of(second));
  }

  private static void assertQuick(long since) {
    long millis = (System.nanoTime() - since) / 1_000_000;
    assertTrue(millis < NOTICED, () -> millis + " ms until it was noticed");
  }

  @Test
  void aTaskThatIsKilledAtWorkEndsAfterItsUnit() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    ExecutorSide rounds = rounds(driver);
    AtomicBoolean killed = new AtomicBoolean();
    Future<Ending> first = task(rounds, 0, killed);
    Future<Ending> replaced =
        threads.submit(
            () -> {
              thrownBy(first);
              return stay(rounds(driver), 0, new AtomicBoolean());
            });

    assertSum(
        driver,
        1,
        500,
        unit -> {
          sleep(1);
          if (unit == 20) {
            killed.set(true);
          }
        });

    assertEquals("the task was killed", thrownBy(first).getMessage());
    assertEnd(driver, List.of(replaced));
  }

  @Test
  void anInterruptedTaskEndsAtOnce() throws Exception {
    FakeDriver driver = new FakeDriver(1);
    ExecutorSide rounds = rounds(driver);
    Thread[] runs = new Thread[1];
    CountDownLatch started = new CountDownLatch(1);
    Future<Ending> task =
        threads.submit(
            () -> {
              runs[0] = Thread.currentThread();
              started.countDown();
              Request join = Request.join(TOKEN, 1, 0, "e", "h");
              return rounds.stay(join, null, () -> false, units -> {});
            });
    started.await();
    sleep(20);

    long since = System.nanoTime();
    runs[0].interrupt();

    assertInstanceOf(InterruptedException.class, thrownBy(task));
    assertQuick(since);
    assertEquals(List.of(), driver.exchange.executors());
  }

  @Test
  void aWorkThatOneTaskCannotReadIsReadByAnother() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    AtomicBoolean fails = new AtomicBoolean(true);
    Function<Answer, Work> reader =
        answer -> {
          if (fails.getAndSet(false)) {
            throw new IllegalStateException("a block of the broadcast is gone");
          }
          return driver.work.get();
        };
    List<Future<Ending>> tasks = tasks(rounds(driver, reader, System::nanoTime), 2);

    assertSum(driver, 1, 7, unit -> {});

    assertEndWithOneFailure(driver, tasks);
    assertFalse(fails.get());
  }
}
