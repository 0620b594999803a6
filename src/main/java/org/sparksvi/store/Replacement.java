package org.sparksvi.store;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The run whose place another takes, kept aside until that one has ended well.
 *
 * <p>A run is moved part by part, to and from {@code .replaced}, its record last. While it is,
 * there is a file {@code .moving}: where a process has died, what it moved goes back into place.
 *
 * @param run the directory, which only the owner of its lock changes
 */
public record Replacement(RunDirectory run) {
  private static final String ASIDE = ".replaced";
  private static final String MOVING = ".moving";
  private static final String OTHERS = "others-"; // and a number: files that are no run's

  /** Whether a name in a run directory is one of a run that is kept aside. */
  static boolean isAside(String name) {
    return name.equals(ASIDE) || name.equals(MOVING);
  }

  /**
   * The run that can be read: the one that is aside, until the other has a model; where parts are
   * on their way, all of them.
   */
  public RunDirectory readable() throws IOException {
    if (!fs().exists(aside())) {
      return run;
    }
    RunDirectory before = new RunDirectory(fs(), aside());
    if (HadoopFiles.isLink(fs(), aside())) {
      throw new RunDirectoryException(
          "run directory %s is unreadable: %s must be a directory, but is a link"
              .formatted(run.path(), aside()));
    }
    before.requireOwnPlaces();
    if (fs().exists(moving())) {
      return new RunDirectory(new MovingFileSystem(fs(), run.path(), aside()), run.path());
    }
    return ModelFiles.exists(fs(), run.model()) || !ModelFiles.exists(fs(), before.model())
        ? run
        : before;
  }

  private FileSystem fs() {
    return run.fileSystem();
  }

  private Path aside() {
    return new Path(run.path(), ASIDE);
  }

  private Path moving() {
    return new Path(run.path(), MOVING);
  }

  /**
   * Finishes what a process that died had begun: the run aside comes back where the other has not
   * begun, and goes where that has ended well.
   *
   * @param note told what people should know
   */
  public void settle(Consumer<String> note) throws IOException {
    if (fs().exists(moving())) {
      putBack();
    }
    if (fs().exists(aside())) {
      Optional<RunRecord> record = run.read();
      if (record.flatMap(RunRecord::dataFingerprint).isEmpty()) {
        note.accept("the run that was to be replaced comes back");
        bringBack(note);
      } else if (record.get().state() == RunRecord.State.DONE) {
        forget(note);
      }
    }
  }

  /**
   * Makes room for another run: what is there goes aside, or is removed where a run is aside. Where
   * this fails, what has gone aside comes back.
   */
  public void begin(Consumer<String> note) throws IOException {
    boolean isWorthKeeping = run.read().flatMap(RunRecord::dataFingerprint).isPresent();
    if (!isWorthKeeping || fs().exists(aside())) {
      removeAll(note);
      return;
    }
    fs().mkdirs(moving());
    try {
      fs().mkdirs(aside());
      for (String part : OwnFiles.PARTS) {
        move(new Path(run.path(), part), new Path(aside(), part));
      }
      removeEmpty(moving());
    } catch (IOException | RuntimeException e) {
      try {
        putBack();
      } catch (IOException | RuntimeException more) { // then the next owner does
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  /** Removes the run that has not begun; the one that is aside comes back. */
  public void bringBack(Consumer<String> note) throws IOException {
    removeAll(note);
    if (fs().exists(aside())) {
      fs().mkdirs(moving());
      putBack();
    }
  }

  private void removeAll(Consumer<String> note) throws IOException {
    if (!OwnFiles.removeAll(fs(), run.path())) {
      note.accept("files in " + run.path() + " that are not the run's own stay there");
    }
  }

  private void putBack() throws IOException {
    for (String part : OwnFiles.PARTS) {
      move(new Path(aside(), part), new Path(run.path(), part));
    }
    if (fs().exists(aside())) {
      removeEmpty(aside());
    }
    removeEmpty(moving());
  }

  private void removeEmpty(Path directory) throws IOException {
    if (!HadoopFiles.removeEmpty(fs(), directory)) {
      throw new RunDirectoryException(
          "run directory %s cannot be used: %s must be empty, but something is in it"
              .formatted(run.path(), directory));
    }
  }

  /** Into what may be there, where that is a directory with files of others. */
  private void move(Path from, Path to) throws IOException {
    if (!fs().exists(from)) {
      return;
    }
    if (!fs().exists(to)) {
      HadoopFiles.moveNew(fs(), from, to);
      return;
    }
    if (fs().getFileStatus(from).isFile()) { // copied, but not deleted
      requireCopy(to);
      HadoopFiles.replace(fs(), from, to);
      return;
    }
    for (FileStatus child : fs().listStatus(from)) {
      move(child.getPath(), new Path(to, child.getPath().getName()));
    }
    removeEmpty(from);
  }

  private void requireCopy(Path to) throws IOException {
    if (!ObjectFiles.are(fs(), to)) {
      throw new FileAlreadyExistsException(to + " is in the place of a file of the run");
    }
  }

  /** Removes the run that is aside. */
  public void forget(Consumer<String> note) throws IOException {
    if (!fs().exists(aside())) {
      return;
    }
    if (OwnFiles.removeRun(fs(), aside())) {
      return;
    }
    int number = 1;
    while (fs().exists(others(number))) {
      number++;
    }
    HadoopFiles.moveNew(fs(), aside(), others(number));
    note.accept(
        "files that were in the directories of the replaced run, but not its own, are in "
            + others(number));
  }

  private Path others(int number) {
    return new Path(run.path(), OTHERS + number);
  }
}
