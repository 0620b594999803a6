package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
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
          "checkpoints",
          "model",
          "trace.jsonl",
          "picture.svg",
          "updates",
          "current.json",
          RunDirectory.RUN_FILE);

  private static final Pattern FILE =
      Pattern.compile(
          "(updates/"
              + RunUpdates.DIRECTORY
              + "/)?(\\.(replaced|again)/)?("
              + "blocks/(training|held-out)/(index\\.json|part-\\d+\\.safetensors)|"
              + "blocks/vocabulary\\.txt|"
              + "checkpoints/round-\\d{12}\\.(json|safetensors)|"
              + "model/[^/]+|" // see below
              + "trace\\.jsonl|picture\\.svg|current\\.json|run\\.json)"
              + "|updates/"
              + RunUpdates.DIRECTORY
              + "/(drift\\.json|log\\.txt)");

  private OwnFiles() {}

  private static boolean isOwn(String relative) {
    String name = relative.substring(relative.lastIndexOf('/') + 1);
    return HadoopFiles.isAside(name)
        || (FILE.matcher(relative).matches()
            && (!relative.endsWith("model/" + name) || PublishedModel.isFile(name)));
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
    return empty && fs.delete(path, false);
  }

  /** Removes all files of a run, and its directory where nothing else is in it; whether so. */
  public static boolean removeRun(FileSystem fs, Path root) throws IOException {
    return !fs.exists(root)
        || (removeAll(fs, root) && fs.listStatus(root).length == 0 && fs.delete(root, false));
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
