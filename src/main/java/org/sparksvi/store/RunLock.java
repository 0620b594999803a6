package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/**
 * The sign that a live process uses a run directory, and its right to change what is there.
 *
 * <p>Every owner has an epoch, one more than that of the owner before: the number of a file that
 * only one process can create. {@code lock.json} says who it is, for people, and shows by its time
 * that the owner lives.
 *
 * <p>A lock is left over where its process is gone, if it ran on this host, or has given no sign of
 * life for three intervals by the file system's own clock. It is then taken over, with the next
 * epoch. An owner that only stood still finds the higher number before its next change and ends
 * there: it changes nothing any more.
 */
public final class RunLock implements AutoCloseable {
  private static final String FILE = "lock.json";
  private static final int SILENT_BEATS = 3;
  private static final double UNKNOWN_BEAT_SECONDS = 10; // where a lock says none that can be
  private static final double MOST_BEAT_SECONDS = 7 * 86_400;

  private final Claims claims;
  private final Path path;
  private final Path directory;
  private final ScheduledExecutorService beats;
  private final Consumer<String> messages;
  private volatile LockEntry entry;
  private volatile boolean taken; // seen by the thread that gives signs of life

  private RunLock(RunDirectory run, LockEntry entry, Consumer<String> messages) {
    this.claims = new Claims(run.fileSystem(), run.path());
    this.directory = run.path();
    this.path = new Path(run.path(), FILE);
    this.entry = entry;
    this.messages = messages;
    this.beats =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "svi-lock");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Whether a file of a run directory is that of its lock. */
  static boolean isLock(String name) {
    return name.equals(FILE);
  }

  /**
   * Takes a directory for this process.
   *
   * @param beatSeconds between two signs of life
   * @param messages told of a lock that was left over, and of a file system that cannot lock
   */
  public static RunLock take(RunDirectory run, double beatSeconds, Consumer<String> messages)
      throws IOException {
    LockOwner here = LockOwner.here();
    Claims claims = new Claims(run.fileSystem(), run.path());
    long before = claims.newest();
    if (before > 0) {
      requireLeftOver(run, claims, before, here, messages);
    }
    LockEntry entry = new LockEntry(before + 1, here, Optional.empty(), beatSeconds, false);
    RunLock lock = new RunLock(run, entry, messages);
    Path claim = claims.path(entry.epoch());
    if (!NewFiles.createExclusively(run.fileSystem(), claim, entry.bytes()) || lock.isLost()) {
      throw inUse(run.path(), "another process that takes it at this moment");
    }
    if (!claims.areExclusive()) {
      messages.accept(
          "the file system of %s is not known to create a file for one process alone: of two trainings that begin there at the same moment, one may notice late that it must end"
              .formatted(run.path()));
    }
    lock.sign();
    claims.removeBefore(entry.epoch(), messages);
    lock.removeLeft(claim);
    long millis = Math.max(1, Math.round(beatSeconds * 1000));
    var unused =
        lock.beats.scheduleWithFixedDelay(lock::beat, millis, millis, TimeUnit.MILLISECONDS);
    return lock;
  }

  /** Removes what owners before were writing when they were killed, where that can be done. */
  private void removeLeft(Path claim) {
    try {
      long now = claims.fs().getFileStatus(claim).getModificationTime();
      OwnFiles.removeLeft(claims.fs(), directory, now, messages);
    } catch (IOException e) {
      messages.accept(
          "what earlier processes left in %s cannot be removed: %s"
              .formatted(directory, e.getMessage()));
    }
  }

  private static void requireLeftOver(
      RunDirectory run, Claims claims, long epoch, LockOwner here, Consumer<String> messages)
      throws IOException {
    FileSystem fs = run.fileSystem();
    Path sign = new Path(run.path(), FILE);
    Path claim = claims.path(epoch);
    Optional<LockEntry> claimed = LockEntry.read(fs, claim);
    if (claimed.filter(LockEntry::released).isPresent()) {
      return;
    }
    Optional<LockEntry> signed = LockEntry.read(fs, sign).filter(e -> e.epoch() == epoch);
    Optional<LockEntry> owner = signed.or(() -> claimed);
    String who = owner.map(LockEntry::text).orElse("an unknown process");
    if (owner.filter(there -> there.owner().isGone(here)).isPresent()) {
      messages.accept("%s left its lock behind: taking it".formatted(who));
      return;
    }
    double beat =
        owner
            .map(LockEntry::beatSeconds)
            .filter(seconds -> seconds > 0)
            .map(seconds -> Math.min(seconds, MOST_BEAT_SECONDS))
            .orElse(UNKNOWN_BEAT_SECONDS);
    double silent =
        (HadoopFiles.now(fs, run.path()) - modified(fs, signed.isPresent() ? sign : claim))
            / 1000.0;
    if (Math.abs(silent) <= SILENT_BEATS * beat) {
      throw inUse(run.path(), who);
    }
    if (silent < 0) { // the clock was set back
      messages.accept(
          String.format(
              Locale.ROOT,
              "the last sign of life of %s is %.0f seconds ahead of the clock: taking its lock",
              who,
              -silent));
      return;
    }
    messages.accept(
        String.format(
            Locale.ROOT,
            "%s has given no sign of life for %.0f seconds: taking its lock",
            who,
            silent));
  }

  private static long modified(FileSystem fs, Path path) throws IOException {
    try {
      return fs.getFileStatus(path).getModificationTime();
    } catch (FileNotFoundException e) {
      return 0; // given back in between
    }
  }

  private static RunInUseException inUse(Path directory, String who) {
    return new RunInUseException("run directory %s is in use by %s".formatted(directory, who));
  }

  /** The directory, whose content only the owner of this lock can change. */
  public RunDirectory guarded() {
    return new RunDirectory(new FencedFileSystem(claims.fs(), this::check), directory);
  }

  /** Says which application of Spark uses the directory. */
  public void setApplication(String id) throws IOException {
    entry = entry.withApplication(id);
    check();
    sign();
  }

  /** Ends a training within a round of the moment when the loss of the directory was seen. */
  public Listener watch() {
    return new Listener() {
      @Override
      public void onRound(TraceLine line, State state) {
        if (taken) {
          try {
            check();
          } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path, e);
          }
        }
      }
    };
  }

  /** Throws where another process has taken the directory over. */
  private void check() throws IOException {
    if (isLost()) {
      long newest = claims.newest();
      String who =
          LockEntry.read(claims.fs(), claims.path(newest))
              .filter(other -> other.epoch() > entry.epoch())
              .map(other -> "taken over by %s, epoch %d".formatted(other.text(), other.epoch()))
              .orElse("taken from it");
      throw new RunInUseException(
          "run directory %s was %s, while this process, epoch %d, gave no sign of life; it ends here and has overwritten nothing"
              .formatted(directory, who, entry.epoch()));
    }
  }

  private boolean isLost() throws IOException {
    return claims.newest() != entry.epoch()
        || LockEntry.read(claims.fs(), claims.path(entry.epoch()))
            .filter(there -> there.owner().equals(entry.owner()))
            .isEmpty();
  }

  private boolean isMine(LockEntry there) {
    return there.epoch() == entry.epoch() && there.owner().equals(entry.owner());
  }

  /** Shows that this process lives. */
  private void sign() throws IOException {
    HadoopFiles.writeAtomically(claims.fs(), path, entry.bytes());
  }

  private void beat() {
    try {
      if (isLost()) {
        taken = true;
        beats.shutdown();
      } else {
        sign();
      }
    } catch (IOException | RuntimeException e) {
      messages.accept("no sign of life could be left in %s: %s".formatted(path, e.getMessage()));
    }
  }

  /**
   * Gives the directory back. Where that fails, what was done under the lock is done all the same,
   * and the next owner takes the lock over once this process is gone.
   */
  @Override
  public void close() {
    beats.shutdownNow();
    try {
      if (!isLost()) {
        HadoopFiles.writeAtomically(claims.fs(), claims.path(entry.epoch()), entry.atEnd().bytes());
        claims.fs().delete(path, false);
      } else if (LockEntry.read(claims.fs(), path).filter(this::isMine).isPresent()) {
        claims.fs().delete(path, false); // a sign begun before this process stood still
      }
    } catch (IOException e) {
      messages.accept(
          "the lock %s stays until this process is gone, since it cannot be given back: %s"
              .formatted(path, e.getMessage()));
    }
  }
}
