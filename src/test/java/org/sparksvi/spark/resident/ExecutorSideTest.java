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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
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

/** How tasks of one executor share its work, and how they hear and tell the driver. */
class ExecutorSideTest extends ExecutorTasks {
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
    awaitJoined(driver, 3); // units are dealt to the tasks that have joined
    assertSum(driver, 1, 3, unit -> {});

    assertSum(
        driver,
        2,
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

  /** No other goes before somebody has come. */
  @Test
  void theOldestTaskGoesWhenItsShiftIsOverAndTheOthersGoOn() throws Exception {
    FakeDriver driver = new FakeDriver(2, 20_000_000);
    driver.exchange.shifts(shifts -> shifts.submitted(0, 2));
    driver.exchange.shifts(shifts -> shifts.submitted(2, 2));
    ExecutorSide rounds = rounds(driver);
    Future<Ending> first = task(rounds, 0, new AtomicBoolean());
    awaitJoined(driver, 1);
    Future<Ending> second = task(rounds, 1, new AtomicBoolean());

    assertEquals(Ending.Kind.SHIFT, first.get(10, TimeUnit.SECONDS).kind());
    assertSum(driver, 1, 7, unit -> {});
    assertFalse(second.isDone());

    Future<Ending> third = task(rounds, 2, new AtomicBoolean());
    assertEquals(Ending.Kind.SHIFT, second.get(10, TimeUnit.SECONDS).kind());
    assertSum(driver, 2, 7, unit -> {});
    assertEnd(driver, List.of(third));
  }

  private static void awaitJoined(FakeDriver driver, int tasks) {
    while (driver.heard.stream().filter(r -> r.kind() == Request.Kind.JOIN).count() < tasks) {
      sleep(1);
    }
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
      Throwable thrown = thrownBy(task);
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
        () -> new DriverLink(deaf, () -> now[0]).ask(Request.poll(TOKEN, 1)));

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

  /** The driver gives an executor up while it is at work, and another task comes to it. */
  @Test
  void resultsOfAnEarlierMembershipDoNotDisturbTheNext() throws Exception {
    FakeDriver driver = new FakeDriver(2);
    ExecutorSide rounds = rounds(driver);
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
    assertTrue(second.get(0).get(10, TimeUnit.SECONDS).kind() == Ending.Kind.TRAINING);
  }

  @Test
  void largeResultsComeInSlices() throws Exception {
    FakeDriver driver = new FakeDriver(1);
    List<Future<Ending>> tasks = tasks(rounds(driver), 1);
    Large large = new Large();

    Payload sent = new Payload(Answer.Kind.WORK, new byte[1]); // as to another process
    ExactTotal total = driver.run(large, new int[] {0, 1, 2}, sent);

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
