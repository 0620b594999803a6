package org.sparksvi.job;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * What goes wrong with the operations of a {@link FrailFileSystem} or {@link FarFileSystem}, which
 * it counts from its beginning to its closing: one of them fails, or the process is killed after
 * it. A killed process changes nothing and sees nothing any more: whatever it asks for ends with
 * {@link Killed}.
 */
final class Faults implements AutoCloseable {
  private static final AtomicReference<Optional<Faults>> PRESENT =
      new AtomicReference<>(Optional.empty());

  /** What happens at an operation. */
  enum Fault {
    FAILS,
    KILLED_AFTER
  }

  /** The end of a process, as far as its file system goes. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    private Killed() {
      super("killed");
    }
  }

  private final long at;
  private final Fault fault;
  private long operations;
  private String struck = "nothing";

  private Faults(long at, Fault fault) {
    this.at = at;
    this.fault = fault;
  }

  /**
   * From now to its closing.
   *
   * @param at number of the operation, from 1
   */
  static Faults begin(long at, Fault fault) {
    Faults faults = new Faults(at, fault);
    PRESENT.set(Optional.of(faults));
    return faults;
  }

  /** Counts, and lets everything happen. */
  static Faults none() {
    return begin(Long.MAX_VALUE, Fault.FAILS);
  }

  static Optional<Faults> present() {
    return PRESENT.get();
  }

  /** Asked before each operation. */
  static void before(String what, Path path) throws IOException {
    Optional<Faults> present = PRESENT.get();
    if (present.isPresent()) {
      present.get().operation(what, path);
    }
  }

  synchronized void operation(String what, Path path) throws IOException {
    operations++;
    if (operations == at) {
      struck = what + " " + path;
      if (fault == Fault.FAILS) {
        throw new IOException("input/output error (" + struck + ")");
      }
    } else if (operations > at && fault == Fault.KILLED_AFTER) {
      throw new Killed();
    }
  }

  synchronized long operations() {
    return operations;
  }

  /** The operation that something happened at. */
  synchronized String struck() {
    return struck;
  }

  /** A stream whose operations are counted too. */
  static FSDataInputStream reading(FSDataInputStream in, Path path) {
    Optional<Faults> present = PRESENT.get();
    return present.isEmpty() ? in : new FSDataInputStream(new FaultyInput(in, present.get(), path));
  }

  /** A stream whose operations are counted too. */
  static FSDataOutputStream writing(FSDataOutputStream out, Path path) throws IOException {
    Optional<Faults> present = PRESENT.get();
    return present.isEmpty()
        ? out
        : new FSDataOutputStream(new FaultyOutput(out, present.get(), path), null, out.getPos());
  }

  @Override
  public void close() {
    PRESENT.set(Optional.empty());
  }
}
