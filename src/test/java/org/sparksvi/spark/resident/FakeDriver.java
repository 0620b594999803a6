package org.sparksvi.spark.resident;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Work;

/** A driver in the same process: an exchange behind a link that can be slow, deaf or gone. */
final class FakeDriver implements Link {
  private static final long LOOK = 50_000_000;

  final DriverSide exchange;
  final AtomicReference<Work> work = new AtomicReference<>();
  final List<Request> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger asking = new AtomicInteger();
  private final AtomicInteger mostAsking = new AtomicInteger(); // at once, without those that join
  private volatile Predicate<Request> losesAnswer = request -> false;
  private volatile boolean gone;
  private volatile long delayMillis;

  FakeDriver(int tasks) {
    this(tasks, Long.MAX_VALUE);
  }

  /** With shifts of so many nanoseconds. */
  FakeDriver(int tasks, long shift) {
    exchange = new DriverSide(tasks, shift, System::nanoTime);
  }

  @Override
  public Object ask(Object message) throws IOException, InterruptedException {
    Request request = Request.of(message);
    boolean joins = request.kind() == Request.Kind.JOIN;
    int now = joins ? 0 : asking.incrementAndGet();
    mostAsking.accumulateAndGet(now, Math::max);
    try {
      Thread.sleep(delayMillis);
      return answer(request);
    } finally {
      asking.addAndGet(joins ? 0 : -1);
    }
  }

  private Object answer(Request request) throws IOException {
    if (gone) {
      throw new IOException("no driver");
    }
    heard.add(request);
    Object answer = exchange.answer(request).message();
    if (losesAnswer.test(request)) {
      throw new IOException("the answer was lost");
    }
    return answer;
  }

  @Override
  public void send(Object message) throws IOException {
    answer(Request.of(message));
  }

  int mostAsking() {
    return mostAsking.get();
  }

  void losesAnswers(Predicate<Request> which) {
    losesAnswer = which;
  }

  void delays(long millis) {
    delayMillis = millis;
  }

  void goes() {
    gone = true;
  }

  /** One exchange, as {@link Residence} has it. */
  ExactTotal run(Work next, int[] units) throws InterruptedException {
    return run(next, units, Payload.SHARED);
  }

  ExactTotal run(Work next, int[] units, Payload payload) throws InterruptedException {
    ExactTotal total = next.none();
    work.set(next);
    exchange.open(units, next.none(), payload);
    while (!exchange.complete()) {
      exchange.await(LOOK).forEach(total::add);
    }
    return total;
  }
}
