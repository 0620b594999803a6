package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One training that is struck again and again: each blow, and the end, is a test of its own. What
 * follows one that failed is skipped.
 */
final class KillChain {
  private static final int WAIT_SECONDS = 240;
  private static final long POLL_MILLIS = 5;

  private final SparkCluster cluster;
  private final KilledTraining training;
  private final KilledRun undisturbed;
  private final KilledRun run;
  private final String name;
  private Optional<SparkCluster.Running> driver = Optional.empty();
  private int before; // lines of the trace when the driver was started
  private boolean broken;

  /**
   * A training that has not begun.
   *
   * @param undisturbed the run that nothing befell
   * @param name for people
   */
  KillChain(
      SparkCluster cluster,
      KilledTraining training,
      KilledRun undisturbed,
      KilledRun run,
      String name) {
    this.cluster = cluster;
    this.training = training;
    this.undisturbed = undisturbed;
    this.run = run;
    this.name = name;
  }

  /** Told of what came. */
  interface Told {
    void of(String what, String where, double seconds);
  }

  /** What a test does; where it did it. */
  private interface Link {
    String run() throws Exception;
  }

  /**
   * The tests, in their order.
   *
   * @param told what came, where and how long it took
   */
  Stream<DynamicTest> links(KillDraw draw, Told told) {
    Stream<DynamicTest> blows =
        draw.blows().stream()
            .map(
                blow ->
                    link(
                        "%s after round %d".formatted(blow.misfortune(), blow.round()),
                        () -> strike(blow),
                        told,
                        blow.misfortune().toString()));
    return Stream.concat(blows, Stream.of(link("the end", this::end, told, "the end")));
  }

  private DynamicTest link(String what, Link link, Told told, String shown) {
    return DynamicTest.dynamicTest(
        name + ": " + what,
        () -> {
          assumeFalse(broken, "an earlier link of the chain failed");
          long began = System.nanoTime();
          broken = true;
          try {
            String where = link.run();
            told.of(shown, where, (System.nanoTime() - began) * 1e-9);
          } catch (Exception | AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + giveUp(), e);
          }
          broken = false;
        });
  }

  /** Ends a driver that still runs; the last lines of its output. */
  private String giveUp() {
    driver.ifPresent(SparkCluster.Running::kill);
    return driver.map(SparkCluster.Running::tail).orElse("no driver runs");
  }

  private String strike(KillDraw.Blow blow) throws Exception {
    if (blow.misfortune() == Misfortune.CHECKPOINT_CUT) {
      return cut(blow.share());
    }
    SparkCluster.Running running = driver.isPresent() ? driver.get() : begin();
    awaitRounds(Math.max(blow.round(), before + 1));
    return switch (blow.misfortune()) {
      case DRIVER_KILLED -> killDriver(running);
      case WORKER_KILLED, EXECUTOR_KILLED -> killExecutor(blow);
      case CHECKPOINT_CUT -> throw new IllegalStateException("no process is to be killed");
    };
  }

  /** Submits the training; waits until it goes on where it must. */
  private SparkCluster.Running begin() throws Exception {
    cluster.awaitWorkers();
    before = run.rounds();
    long from = run.newest();
    SparkCluster.Running running = submit();
    if (from > 0) {
      await("going on after round " + from + "\n");
    }
    return running;
  }

  private SparkCluster.Running submit() throws IOException {
    SparkCluster.Running running = cluster.begin(cluster.url(), training.arguments(run.path()));
    driver = Optional.of(running);
    return running;
  }

  private String killDriver(SparkCluster.Running running) throws Exception {
    running.kill();
    running.end(WAIT_SECONDS);
    driver = Optional.empty();
    assertTrue(Files.notExists(run.path().resolve("model")), "the training had ended already");
    run.assertPartOf(undisturbed);
    return "round " + run.rounds();
  }

  /** Ends an executor, or its worker, that takes part; waits until others do its work. */
  private String killExecutor(KillDraw.Blow blow) throws Exception {
    awaitPart(SparkCluster.HOSTS.get(blow.worker()));
    long gone = run.gone();
    if (blow.misfortune() == Misfortune.WORKER_KILLED) {
      assertEquals(1, cluster.executors(blow.worker()).size(), "executors of the worker");
      cluster.killWorker(blow.worker());
      cluster.beginWorker(blow.worker());
    } else {
      assertEquals(1, cluster.killExecutors(blow.worker()), "executors of the worker");
    }
    await(() -> run.gone() > gone, "the log must say that the executor is gone");
    int round = run.rounds();
    awaitRounds(Math.min(round + 2, training.rounds())); // one may have been on its way
    return "round %d, %s".formatted(round, SparkCluster.HOSTS.get(blow.worker()));
  }

  /** Cuts the newest checkpoint; the next driver says so, and takes the one before. */
  private String cut(double share) throws Exception {
    long from = run.beforeNewest();
    String where = run.cut(share);
    cluster.awaitWorkers();
    before = run.rounds();
    submit();
    await("cannot be used, the one before is tried");
    if (from > 0) {
      await("going on after round " + from + "\n");
    }
    return where;
  }

  private String end() throws Exception {
    SparkCluster.Running running = driver.isPresent() ? driver.get() : begin();
    SparkCluster.Submission submission = running.end(WAIT_SECONDS);
    assertEquals(0, submission.exitCode(), "exit code");
    driver = Optional.empty();
    run.assertEndsAs(undisturbed);
    return "round " + run.rounds();
  }

  private void await(String output) throws Exception {
    SparkCluster.Running running = driver.orElseThrow();
    await(() -> running.output().contains(output), "the driver must say '" + output.strip() + "'");
  }

  /** Waits for a round of this session, or of one before that has been cut off since. */
  private void awaitRounds(int rounds) throws Exception {
    await(() -> run.rounds() >= rounds, "there must be %d rounds".formatted(rounds));
  }

  /** Waits until a round of this session has waited for an executor on a host. */
  private void awaitPart(String host) throws Exception {
    await(() -> run.tookPart(host, before), "an executor on " + host + " must take part");
  }

  /** What is waited for. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private void await(Condition condition, String what) throws Exception {
    SparkCluster.Running running = driver.orElseThrow();
    long end = System.nanoTime() + WAIT_SECONDS * 1_000_000_000L;
    while (true) {
      boolean ended = !running.isAlive(); // before the look: what it did last counts
      if (condition.holds()) {
        return;
      }
      assertTrue(!ended, what + ", but the driver has ended");
      assertTrue(System.nanoTime() < end, what + " within " + WAIT_SECONDS + " s");
      Thread.sleep(POLL_MILLIS);
    }
  }
}
