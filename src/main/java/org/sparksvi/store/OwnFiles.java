package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.PublishedModel;

/**
 * The files that a run may have, by name; what has another name in its directory is not its own.
 */
public final class OwnFiles {
  /** What a run consists of, the record last: without it there is no run. */
  static final List<String> PARTS =
      List.of(
          "blocks",
          "reservoir",
          "checkpoints",
          "model",
          "trace.jsonl",
          "picture.svg",
          "report.html",
          "updates",
          "current.json",
          RunDirectory.RUN_FILE);

  private static final Pattern FILE =
      Pattern.compile(
          "(updates/"
              + RunUpdates.DIRECTORY
              + "/)?(\\.(replaced|again)/)?("
              + "(blocks/(training|held-out|earlier)|reservoir)/(index\\.json|part-\\d+\\.safetensors)|"
              + "blocks/vocabulary\\.txt|"
              + "checkpoints/round-\\d{12}\\.(json|safetensors)|"
              + "model/[^/]+|" // see below
              + "trace\\.jsonl|picture\\.svg|report\\.html|current\\.json|run\\.json)"
              + "|updates/"
              + RunUpdates.DIRECTORY
              + "/(drift\\.json|log\\.txt)");

  private static final Pattern DIRECTORY =
      Pattern.compile(
          "updates|(updates/"
              + RunUpdates.DIRECTORY
              + "/)?(blocks(/(training|held-out|earlier))?|reservoir|checkpoints|model)|updates/"
              + RunUpdates.DIRECTORY);

  /** Files beside others that are being written. */
  private static final Pattern ASIDE = Pattern.compile("\\.(.+)\\.\\d{1,3}\\.tmp");

  /** Files that others than the owner of the lock may be writing. */
  private static final Pattern SHARED =
      Pattern.compile("log\\.txt|lock\\.json|\\.lock-\\d{1,18}\\.tmp|now");

  /** Rows that are read again, to be compared. */
  private static final String AGAIN = ".again";

  /** After which such a file counts as left over. */
  private static final long OLD_MILLIS = TimeUnit.HOURS.toMillis(1);

  private OwnFiles() {}

  private static boolean isOwn(String relative) {
    return HadoopFiles.isAside(name(relative)) || isFile(relative);
  }

  private static boolean isFile(String relative) {
    String name = name(relative);
    return FILE.matcher(relative).matches()
        && (!relative.endsWith("model/" + name) || PublishedModel.isFile(name));
  }

  private static String name(String relative) {
    return relative.substring(relative.lastIndexOf('/') + 1);
  }

  /** Where rows are read again to compare them with those of a run. */
  public static Path again(Path root) {
    return new Path(root, AGAIN);
  }

  /**
   * Removes what was being written when its writer was killed, from every directory of a run.
   *
   * @param now by the clock of the file system
   * @param note told of what cannot be removed; it is passed over
   */
  static void removeLeft(FileSystem fs, Path root, long now, Consumer<String> note)
      throws IOException {
    removeLeft(fs, root, "", now, note);
    removeRun(fs, again(root));
  }

  private static void removeLeft(
      FileSystem fs, Path root, String part, long now, Consumer<String> note) throws IOException {
    for (FileStatus child : fs.listStatus(part.isEmpty() ? root : new Path(root, part))) {
      String name = child.getPath().getName();
      String relative = part + name;
      if (DIRECTORY.matcher(relative).matches()) {
        if (child.isDirectory() && !HadoopFiles.isLink(fs, child.getPath())) {
          removeLeft(fs, root, relative + "/", now, note);
        }
      } else if (isLeft(part, name, now - child.getModificationTime())) {
        removeLeft(fs, child.getPath(), note);
      }
    }
  }

  /** Removes a file that was left over, or says why it cannot. */
  static void removeLeft(FileSystem fs, Path file, Consumer<String> note) {
    try {
      fs.delete(file, false);
    } catch (IOException e) {
      note.accept("%s was left over, and cannot be removed: %s".formatted(file, e.getMessage()));
    }
  }

  private static boolean isLeft(String part, String name, long millis) {
    Matcher aside = ASIDE.matcher(name);
    return aside.matches()
        && (isFile(part + aside.group(1))
            || (millis > OLD_MILLIS && SHARED.matcher(aside.group(1)).matches()));
  }

  /**
   * Removes the files of a run, or of a part of it, and the directories that are then empty.
   *
   * @param root directory of the run
   * @param part name below it, such as {@code checkpoints}
   * @return whether nothing is left of the part
   */
  public static boolean remove(FileSystem fs, Path root, String part) throws IOException {
    Path path = new Path(root, part);
    if (HadoopFiles.isLink(fs, path)) {
      return false;
    }
    FileStatus status;
    try {
      status = fs.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return true;
    }
    if (!status.isDirectory()) {
      return isOwn(part) && fs.delete(path, false);
    }
    boolean empty = true;
    for (FileStatus child : fs.listStatus(path)) {
      empty &= remove(fs, root, part + "/" + child.getPath().getName());
    }
    return empty && HadoopFiles.removeEmpty(fs, path);
  }

  /** Removes all files of a run, and its directory where nothing else is in it; whether so. */
  public static boolean removeRun(FileSystem fs, Path root) throws IOException {
    return !fs.exists(root) || (removeAll(fs, root) && HadoopFiles.removeEmpty(fs, root));
  }

  /** Removes all files of a run; whether nothing of its directories is left. */
  static boolean removeAll(FileSystem fs, Path root) throws IOException {
    boolean all = true;
    for (String part : PARTS) {
      all &= remove(fs, root, part);
    }
    return all;
  }
}
