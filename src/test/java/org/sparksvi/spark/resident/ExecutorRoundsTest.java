package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.Units;
import org.sparksvi.engine.Work;
import org.sparksvi.engine.Workload;
import org.sparksvi.laws.Bits;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;

/** The tasks of one executor as threads, with a driver in the same process. */
@Timeout(60)
class ExecutorRoundsTest {
  private static final long TOKEN = 5;
  private static final long NOTICED = TimeUnit.SECONDS.toMillis(2); // 0.1 s and a busy machine

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger attempts = new AtomicInteger();

  @AfterEach
  void noThreadStays() throws InterruptedException {
    threads.shutdownNow();
    assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS), "a task did not end");
  }

  private static ExecutorRounds rounds(FakeDriver driver) {
    return rounds(driver, answer -> driver.work.get(), System::nanoTime);
  }

  private static ExecutorRounds rounds(
      FakeDriver driver, Function<Answer, Work> reader, LongSupplier clock) {
    return new ExecutorRounds(TOKEN, new Driver(driver, clock), reader, System::nanoTime);
  }

  private Future<Ending> task(ExecutorRounds rounds, int partition, AtomicBoolean killed) {
    return threads.submit(() -> stay(rounds, partition, killed));
  }

  private Ending stay(ExecutorRounds rounds, int partition, AtomicBoolean killed)
      throws InterruptedException {
    Request join = Request.join(TOKEN, attempts.incrementAndGet(), partition, "e", "h");
    return rounds.stay(join, null, killed::get, units -> {});
  }

  private List<Future<Ending>> tasks(ExecutorRounds rounds, int count) {
    List<Future<Ending>> tasks = new ArrayList<>();
    for (int partition = 0; partition < count; partition++) {
      tasks.add(task(rounds, partition, new AtomicBoolean()));
    }
    return tasks;
  }

  private static void assertSum(FakeDriver driver, long exchange, int units, Hooked.Hook hook)
      throws InterruptedException {
    ExactTotal total = driver.run(new Hooked(new Sums(exchange), hook), Sums.units(units));

    assertArrayEquals(Bits.of(new Sums(exchange).total(Sums.units(units))), Bits.of(total));
  }

  private static void assertEnd(FakeDriver driver, List<Future<Ending>> tasks) throws Exception {
    driver.exchange.end();
    for (Future<Ending> task : tasks) {
      assertTrue(task.get(10, TimeUnit.SECONDS).over());
    }
    assertEquals(List.of(), driver.exchange.executors());
  }

  /** A task that is certain to fail may still be on its way when the sum is complete. */
  private static void assertEndWithOneFailure(FakeDriver driver, List<Future<Ending>> tasks)
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

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneTaskAsksForAll() throws Exception {
    FakeDriver driver = new FakeDriver(8);
    List<Future<Ending>> tasks = tasks(rounds(driver), 8);

    for (int exchange = 1; exchange <= 200; exchange++) {
      assertSum(driver, exchange, exchange % 23 + 1, unit -> {});
    }

    assertEquals(1, driver.mostAsking());
    assertEnd(driver, tasks);
  }

  @Test
  void tasksShareWhatTheExecutorHas() throws Exception {
    FakeDriver driver = new FakeDriver(3);
    List<Future<Ending>> tasks = tasks(rounds(driver), 3);
    CountDownLatch together = new CountDownLatch(3);

    assertSum(
        driver,
        1,
        3,
        unit -> {
          together.countDown();
          try {
            assertTrue(together.await(20, TimeUnit.SECONDS), "three tasks at work at once");
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });

    assertEnd(driver, tasks);
  }

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

    long failed = tasks.stream().filter(ExecutorRoundsTest::failed).count();
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
    assertEquals(1, tasks.stream().filter(ExecutorRoundsTest::failed).count());
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

  private static boolean failed(Future<Ending> task) {
    return task.isDone() && assertThrowsOrNull(task) != null;
  }

  private static Throwable assertThrowsOrNull(Future<Ending> task) {
    try {
      task.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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

  private static Future<Ending> await(Future<Ending> task) {
    while (!task.isDone()) {
      sleep(1);
    }
    return task;
  }

  @Test
  void aTaskThatIsKilledWhileIdleEndsAtOnceAndAnotherAsks() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    ExecutorRounds rounds = rounds(driver);
    AtomicBoolean killed = new AtomicBoolean();
    Future<Ending> first = task(rounds, 0, killed);
    assertSum(driver, 1, 4, unit -> {}); // the first asks by now
    Future<Ending> second = task(rounds, 1, new AtomicBoolean());

    long since = System.nanoTime();
    killed.set(true);

    assertInstanceOf(InterruptedException.class, assertThrowsOrNull(first));
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
    ExecutorRounds rounds = rounds(driver);
    AtomicBoolean killed = new AtomicBoolean();
    Future<Ending> first = task(rounds, 0, killed);
    Future<Ending> replaced =
        threads.submit(
            () -> {
              assertThrowsOrNull(first);
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

    assertEquals("the task was killed", assertThrowsOrNull(first).getMessage());
    assertEnd(driver, List.of(replaced));
  }

  @Test
  void anInterruptedTaskEndsAtOnce() throws Exception {
    FakeDriver driver = new FakeDriver(1);
    ExecutorRounds rounds = rounds(driver);
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

    assertInstanceOf(InterruptedException.class, assertThrowsOrNull(task));
    assertQuick(since);
    assertEquals(List.of(), driver.exchange.executors());
  }

  /** The clock runs fast, so that five seconds are soon over. */
  @Test
  void tasksWhoseDriverIsGoneEndByThemselves() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    List<Future<Ending>> tasks =
        tasks(rounds(driver, answer -> driver.work.get(), () -> 50 * System.nanoTime()), 2);
    assertSum(driver, 1, 4, unit -> {});

    driver.goes();

    for (Future<Ending> task : tasks) {
      Throwable thrown = assertThrowsOrNull(task);
      assertInstanceOf(IllegalStateException.class, thrown);
      assertTrue(
          thrown.getMessage().matches("the driver has not answered a task \\d+ times: no driver"),
          thrown::getMessage);
    }
  }

  @Test
  void aDriverIsAskedForFiveSecondsAndThreeTimesAtLeast() {
    AtomicInteger asked = new AtomicInteger();
    long[] now = {0};
    Link deaf =
        new Link() {
          @Override
          public Object ask(Object message) throws Exception {
            asked.incrementAndGet();
            now[0] += TimeUnit.SECONDS.toNanos(2);
            throw new java.io.IOException("no driver");
          }

          @Override
          public void send(Object message) {}
        };

    assertThrows(
        IllegalStateException.class,
        () -> new Driver(deaf, () -> now[0]).ask(Request.poll(TOKEN, 1)));

    assertEquals(4, asked.get()); // 2, 4, 6 and 8 s: five seconds after the first
  }

  @Test
  void lostAnswersCostTimeOnly() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    AtomicInteger count = new AtomicInteger();
    driver.losesAnswers(request -> count.incrementAndGet() % 3 == 0);
    List<Future<Ending>> tasks = tasks(rounds(driver), 2);

    for (int exchange = 1; exchange <= 20; exchange++) {
      assertSum(driver, exchange, 7, unit -> {});
    }

    driver.losesAnswers(request -> false);
    assertEnd(driver, tasks);
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

  /** The driver gives an executor up while it is at work, and another task comes to it. */
  @Test
  void resultsOfAnEarlierMembershipDoNotDisturbTheNext() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    ExecutorRounds rounds = rounds(driver);
    Future<Ending> first = task(rounds, 0, new AtomicBoolean());
    AtomicInteger atWork = new AtomicInteger();
    List<Future<Ending>> second = new ArrayList<>();

    assertSum(
        driver,
        1,
        6,
        unit -> {
          if (atWork.getAndIncrement() == 0) {
            driver.exchange.lost("e");
            second.add(task(rounds, 0, new AtomicBoolean()));
            sleep(100); // the second is at work by now
          }
          sleep(10);
        });
    driver.delays(20);
    sleep(200); // the second asks nearly all the time, and the first comes with its result
    driver.delays(0);
    for (int exchange = 2; exchange < 20; exchange++) {
      assertSum(driver, exchange, 6, unit -> {});
    }

    assertEquals(1, driver.mostAsking());
    driver.exchange.end();
    first.get(10, TimeUnit.SECONDS);
    assertTrue(second.get(0).get(10, TimeUnit.SECONDS).over());
  }

  @Test
  void largeResultsComeInSlices() throws Exception {
    FakeDriver driver = new FakeDriver(1);
    List<Future<Ending>> tasks = tasks(rounds(driver), 1);
    Large large = new Large();

    ExactTotal total = driver.run(large, new int[] {0, 1, 2});

    assertArrayEquals(Bits.of(large.over(null, Units.of(0, 1, 2)).read()), Bits.of(total.read()));
    List<Request> results =
        driver.heard.stream().filter(r -> r.kind() == Request.Kind.RESULT).toList();
    assertEquals(3, results.size());
    for (Request result : results) {
      long[][] sums = result.part().orElseThrow().sums();
      assertTrue(Arrays.stream(sums).mapToInt(some -> some.length).sum() <= Request.SLICE);
    }
    assertEnd(driver, tasks);
  }

  /** More numbers than two messages take. */
  private record Large() implements Work {
    private static final long serialVersionUID = 1L;
    private static final int SIZE = 2 * Request.SLICE + 1000;
    private static final Layout LAYOUT = Layout.of(Field.mixed("large", 1, SIZE));

    @Override
    public ExactTotal none() {
      return new ExactTotal(LAYOUT, Quanta.of(-20));
    }

    @Override
    public ExactTotal over(Workload<?, ?> workload, Units units) {
      ExactTotal total = none();
      for (int unit = units.next(); unit != Units.NONE; unit = units.next()) {
        Contribution contribution = new Contribution(LAYOUT);
        int place = unit;
        Arrays.setAll(contribution.statistics().values(0), i -> i * 0.5 + place);
        contribution.add(Term.ROWS, 1);
        total.add(contribution);
      }
      return total;
    }

    @Override
    public long bytes() {
      return 8L * SIZE;
    }

    @Override
    public String describe(int units) {
      return "large sums";
    }
  }
}
