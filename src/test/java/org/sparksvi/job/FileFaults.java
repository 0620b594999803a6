package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.job.Faults.Fault;
import org.sparksvi.job.World.Seen;

/**
 * One deed on one file system, with a fault at each of its operations: what is there afterwards is
 * what was there before, or what the deed makes; it says success only where the latter is there;
 * and the same command, where nothing is the matter any more, ends well and leaves nothing beside.
 */
final class FileFaults {
  private final SparkSession spark;
  private final Path directory;
  private final Deed deed;
  private final String scheme;
  private final World before;
  private final Seen old;
  private final Seen wanted;
  private final String said;
  private final SortedSet<String> left;
  private final long operations;

  /**
   * Does the deed once undisturbed.
   *
   * @param before what it is done to
   */
  FileFaults(SparkSession spark, Path directory, World before, Deed deed, String scheme)
      throws IOException {
    this.spark = spark;
    this.directory = directory;
    this.deed = deed;
    this.scheme = scheme;
    this.before = before;
    old = before.see();
    World calm = before.copyTo(directory.resolve("calm"));
    try (Faults faults = Faults.none()) {
      said = CommandRun.done(deed.arguments(scheme, calm.directory())).out();
      operations = faults.operations();
    }
    wanted = calm.see();
    left = calm.names();
    assertTrue(operations > 0, "operations on the file system " + scheme);
    assertTrue(deed == Deed.DESCRIBE || deed == Deed.EVALUATE || !old.equals(wanted));
  }

  /** Faults drawn from both kinds and all operations. */
  void strike(int count, Random random) throws IOException {
    for (int i = 0; i < count; i++) {
      Fault fault = random.nextBoolean() ? Fault.FAILS : Fault.KILLED_AFTER;
      strike(1 + random.nextLong(operations), fault);
    }
  }

  /** A fault at an operation, and what becomes of it. */
  private void strike(long at, Fault fault) throws IOException {
    World world = before.copyTo(directory.resolve("%s-%d".formatted(fault, at)));
    Optional<CommandRun> ended = Optional.empty();
    String which;
    try (Faults faults = Faults.begin(at, fault)) {
      try {
        ended = Optional.of(CommandRun.of(deed.arguments(scheme, world.directory())));
      } catch (Faults.Killed e) {
        assertEquals(Fault.KILLED_AFTER, fault);
      }
      awaitTasks(spark);
      which =
          "%s on %s, operation %d of %d %s: %s"
              .formatted(deed, scheme, at, operations, fault, faults.struck());
    }
    boolean done = ended.filter(run -> run.code() == ExitCode.DONE).isPresent();
    if (fault == Fault.FAILS) {
      assertFalse(ended.orElseThrow().err().contains("unexpected"), which + ended);
    }
    judge(world, done, ended.map(CommandRun::out), which);
    boolean told = ended.filter(run -> run.out().equals(said(world))).isPresent();
    boolean finished =
        deed == Deed.ROLLBACK
            ? done || (told && fault == Fault.KILLED_AFTER)
            : !deed.writes() && (done || !world.see().out().isEmpty());
    if (!finished) {
      repeat(world, which);
    }
    HostileRun.remove(world.directory());
  }

  /** What the deed says in a world. */
  private String said(World world) {
    return said.replace(directory.resolve("calm").toString(), world.directory().toString());
  }

  private void judge(World world, boolean done, Optional<String> out, String which)
      throws IOException {
    Seen seen = world.see();
    if (done) {
      assertEquals(wanted, seen, which + ", which ended well");
      if (!deed.writes() && deed != Deed.TRANSFORM && deed != Deed.SAMPLE) {
        assertEquals(said, out.orElseThrow(), which);
      }
    } else {
      Seen kept = world.isBetween() ? settled(world) : seen;
      assertTrue(kept.equals(old) || kept.equals(wanted), which + ": " + kept);
    }
    if (!deed.writes()) {
      assertEquals(before.content(), world.content(), which + ": a reader changed the run");
    }
  }

  private Seen settled(World world) throws IOException {
    World settled = world.settledIn(directory.resolve("settled"));
    Seen seen = settled.see();
    HostileRun.remove(settled.directory());
    return seen;
  }

  private void repeat(World world, String which) throws IOException {
    world.age();
    CommandRun again = CommandRun.of(deed.arguments(scheme, world.directory()));
    assertEquals(ExitCode.DONE, again.code(), which + ", repeated: " + again.err());
    assertEquals(wanted, world.see(), which + ", repeated");
    assertEquals(left, world.names(), which + ", repeated");
  }

  /** Tasks of a killed process are dead; here they need a moment. */
  static void awaitTasks(SparkSession spark) {
    try {
      while (spark.sparkContext().statusTracker().getActiveJobIds().length > 0) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
