package org.sparksvi.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.store.Files;
import org.sparksvi.store.RunDirectory;

/**
 * The sign that a live process trains in a run directory: a file with its host, its number and a
 * sign of life every few seconds.
 *
 * <p>A lock is left over where its process is gone, if it ran on this host, or else has given no
 * sign of life for a while; then it is taken. Where two take a left-over lock at the very same
 * moment, the one whose lock is overwritten is refused.
 */
final class RunLock implements AutoCloseable {
  private static final String FILE = ".lock.tmp"; // a name that the run directory looks past
  private static final int MOST_BYTES = 1 << 12;
  private static final long BEAT_SECONDS = 10;
  private static final long SILENT_SECONDS = 60;

  private final FileSystem fs;
  private final Path path;
  private final Owner owner;
  private final ScheduledExecutorService beats;

  /**
   * A process.
   *
   * @param started milliseconds, as the operating system says
   */
  private record Owner(String host, long process, long started) {

    static Owner here() {
      return new Owner(hostName(), ProcessHandle.current().pid(), startOf(ProcessHandle.current()));
    }

    private static String hostName() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }

    private static long startOf(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    static Owner of(ObjectNode json) {
      return new Owner(
          json.path("host").asText(), json.path("process").asLong(), json.path("started").asLong());
    }

    byte[] bytes() {
      ObjectNode json = Json.object();
      json.put("host", host);
      json.put("process", process);
      json.put("started", started);
      return Json.line(json).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the process is there; only its own host knows. */
    boolean lives() {
      return ProcessHandle.of(process).filter(found -> startOf(found) == started).isPresent();
    }
  }

  private RunLock(FileSystem fs, Path path, Owner owner) {
    this.fs = fs;
    this.path = path;
    this.owner = owner;
    this.beats =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "svi-lock");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes the directory for this process. */
  static RunLock take(RunDirectory run) throws IOException {
    FileSystem fs = run.fileSystem();
    Path path = new Path(run.path(), FILE);
    Owner owner = Owner.here();
    if (!create(fs, path, owner)) {
      requireLeftOver(run, fs, path, owner);
      fs.delete(path, false);
      if (!create(fs, path, owner)) {
        throw inUse(run, "another process");
      }
    }
    if (!owner.equals(read(fs, path))) {
      throw inUse(run, "another process");
    }
    RunLock lock = new RunLock(fs, path, owner);
    var unused =
        lock.beats.scheduleAtFixedRate(lock::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    return lock;
  }

  private static boolean create(FileSystem fs, Path path, Owner owner) throws IOException {
    try (OutputStream out = fs.create(path, false)) {
      out.write(owner.bytes());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void requireLeftOver(RunDirectory run, FileSystem fs, Path path, Owner here)
      throws IOException {
    try {
      Owner there = read(fs, path);
      double silent =
          (System.currentTimeMillis() - fs.getFileStatus(path).getModificationTime()) / 1000.0;
      boolean lives = there.host().equals(here.host()) ? there.lives() : silent < SILENT_SECONDS;
      if (lives) {
        throw inUse(run, "process %d on %s".formatted(there.process(), there.host()));
      }
    } catch (FileNotFoundException e) {
      return; // given back in between
    }
  }

  private static Owner read(FileSystem fs, Path path) throws IOException {
    try {
      return Owner.of(Json.read(Files.read(fs, path, MOST_BYTES), path.toString()));
    } catch (FormatException e) {
      return new Owner("", 0, 0); // half-written by a process that died, or is about to finish it
    }
  }

  private static RunInUseException inUse(RunDirectory run, String who) {
    return new RunInUseException("run directory %s is in use by %s".formatted(run.path(), who));
  }

  private void beat() {
    try {
      if (owner.equals(read(fs, path))) {
        Files.writeAtomically(fs, path, owner.bytes());
      }
    } catch (IOException | RuntimeException e) {
      LogManager.getLogger("org.sparksvi").warn("no sign of life in {}", path, e);
    }
  }

  /** Gives the directory back. */
  @Override
  public void close() {
    beats.shutdownNow();
    try {
      if (fs.exists(path) && owner.equals(read(fs, path))) {
        fs.delete(path, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give back " + path, e);
    }
  }
}
