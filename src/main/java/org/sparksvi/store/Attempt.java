package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An output while it is written: a path in a directory of its own beside the output's place, {@code
 * .NAME.svi-PROCESS-N}, that is put there by one rename, which replaces nothing unless it is to.
 *
 * <p>The directory says which process made it. Those of processes that are gone are removed by the
 * next attempt at the same output; nothing else ever is.
 */
public final class Attempt implements AutoCloseable {
  private static final String OWNER = "owner.json";
  private static final String CONTENT = "svi-"; // and the same digits
  private static final int PROCESS_DIGITS = 12;
  private static final int MOST = 1000; // of one process at one place, those that died included

  /** After which an attempt of another machine counts as left over. */
  private static final long OLD_MILLIS = TimeUnit.DAYS.toMillis(7);

  /** After which one does that says no owner, since its process died when it had just begun. */
  private static final long OWNERLESS_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final FileSystem fs;
  private final Path target;
  private final Path directory;
  private final Path content;
  private final boolean replaces;
  private boolean published;

  private Attempt(FileSystem fs, Path target, boolean replaces, String digits) {
    this.fs = fs;
    this.target = target;
    this.replaces = replaces;
    this.directory = new Path(target.getParent(), prefix(target) + digits);
    this.content = new Path(directory, CONTENT + digits);
  }

  /**
   * Begins an output.
   *
   * @param place where it is to appear
   * @throws FileAlreadyExistsException where something is there
   */
  public static Attempt begin(FileSystem fs, Path place) throws IOException {
    return begin(fs, place, false);
  }

  /** Begins a file that may replace the one that is there. */
  public static Attempt replacing(FileSystem fs, Path place) throws IOException {
    return begin(fs, place, true);
  }

  private static Attempt begin(FileSystem fs, Path place, boolean replaces) throws IOException {
    FileSystem plain = HadoopFiles.plain(fs);
    Path target = plain.makeQualified(place);
    if (target.getParent() == null) {
      throw new FileAlreadyExistsException(place + " exists");
    }
    removeLeftOver(plain, target);
    if (!replaces && HadoopFiles.isThere(plain, target)) {
      throw new FileAlreadyExistsException(place + " exists");
    }
    plain.mkdirs(target.getParent());
    LockEntry owner = new LockEntry(1, LockOwner.here(), Optional.empty(), 0, false);
    String process = owner.owner().digits(PROCESS_DIGITS);
    for (int n = 0; n < MOST; n++) {
      Attempt attempt = new Attempt(plain, target, replaces, process + "-" + n);
      if (attempt.take(owner)) {
        return attempt;
      }
    }
    throw new IOException("%d attempts at %s are there already".formatted(MOST, target));
  }

  /** False where it is another's. */
  private boolean take(LockEntry owner) throws IOException {
    try {
      NewFiles.createDirectory(fs, directory);
    } catch (java.nio.file.FileAlreadyExistsException | FileAlreadyExistsException e) {
      return false;
    }
    try {
      return NewFiles.createExclusively(fs, new Path(directory, OWNER), owner.bytes());
    } catch (IOException | RuntimeException e) {
      abandon(e);
      throw e;
    }
  }

  private static String prefix(Path target) {
    return "." + target.getName() + ".svi-";
  }

  private static void removeLeftOver(FileSystem fs, Path target) throws IOException {
    Pattern name =
        Pattern.compile(
            Pattern.quote(prefix(target)) + "[0-9a-f]{" + PROCESS_DIGITS + "}-\\d{1,3}");
    for (FileStatus status : list(fs, target.getParent())) {
      String attempt = status.getPath().getName();
      if (status.isDirectory() && name.matcher(attempt).matches() && isLeftOver(fs, status)) {
        new GradualMove(fs, attempt, target).takeBack();
        fs.delete(status.getPath(), true);
      }
    }
  }

  private static FileStatus[] list(FileSystem fs, Path directory) throws IOException {
    try {
      return fs.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private static boolean isLeftOver(FileSystem fs, FileStatus attempt) throws IOException {
    Optional<LockEntry> entry = LockEntry.read(fs, new Path(attempt.getPath(), OWNER));
    if (entry.filter(there -> there.owner().isGone(LockOwner.here())).isPresent()) {
      return true;
    }
    return HadoopFiles.now(fs, attempt.getPath().getParent()) - attempt.getModificationTime()
        > (entry.isPresent() ? OLD_MILLIS : OWNERLESS_MILLIS);
  }

  /** Where to write, a file or a directory; nothing is there yet. */
  public Path path() {
    return content;
  }

  /**
   * Puts what was written in its place.
   *
   * @throws FileAlreadyExistsException where something is there by now, and may not be replaced
   */
  public void publish() throws IOException {
    if (!HadoopFiles.isThere(fs, content)) {
      throw new FileNotFoundException("nothing was written for " + target);
    }
    if (replaces) {
      HadoopFiles.replace(fs, content, target);
    } else if (ObjectFiles.are(fs, target) && fs.getFileStatus(content).isDirectory()) {
      gradually().run(content);
    } else {
      HadoopFiles.moveNew(fs, content, target);
    }
    published = true;
  }

  private GradualMove gradually() {
    return new GradualMove(fs, directory.getName(), target);
  }

  /** Removes this attempt; what was published stays. */
  @Override
  public void close() throws IOException {
    try {
      if (!published) {
        gradually().takeBack();
      }
      fs.delete(directory, true);
    } catch (IOException e) {
      if (!published) {
        throw e;
      } // otherwise it is empty, and the next attempt removes it
    }
  }

  private void abandon(Exception why) {
    try {
      close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
