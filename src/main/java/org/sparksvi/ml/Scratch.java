package org.sparksvi.ml;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.Identifiable$;

/**
 * Directories of fits that keep their rows on disk. A fit removes its own; those of fits that were
 * killed are removed by later ones.
 */
final class Scratch {
  /** A living fit signs its lock every few seconds. */
  static final long DEAD_MILLIS = TimeUnit.HOURS.toMillis(1);

  private static final String PREFIX = "svi";
  private static final Pattern NAME = Pattern.compile(PREFIX + "_[0-9a-f]{12}");
  private static final String LOCK = "lock.json";

  private Scratch() {}

  /** A path below a directory where nothing is yet. */
  static Path in(String workDirectory) {
    return new Path(workDirectory, Identifiable$.MODULE$.randomUID(PREFIX));
  }

  /** Makes a directory, and removes what killed fits have left beside it. */
  static void begin(FileSystem fs, Path directory) throws IOException {
    fs.mkdirs(directory);
    long now = fs.getFileStatus(directory).getModificationTime(); // by the file system's clock
    for (FileStatus left : fs.listStatus(directory.getParent())) {
      if (NAME.matcher(left.getPath().getName()).matches() && isDead(fs, left, now)) {
        fs.delete(left.getPath(), true);
      }
    }
  }

  private static boolean isDead(FileSystem fs, FileStatus directory, long now) throws IOException {
    long signed = directory.getModificationTime();
    try {
      signed =
          Math.max(
              signed, fs.getFileStatus(new Path(directory.getPath(), LOCK)).getModificationTime());
    } catch (FileNotFoundException e) {
      // it has not begun, or has ended
    }
    return now - signed > DEAD_MILLIS;
  }
}
