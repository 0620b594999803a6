package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The owners of a run directory, numbered: a file each, of which only one process can be the
 * creator. The highest number is that of the owner.
 *
 * @param fs of the run directory
 * @param directory of the run
 */
record Claims(FileSystem fs, Path directory) {
  private static final Pattern NAME = Pattern.compile("\\.lock-(\\d{1,18})\\.tmp");

  /** Schemes whose file systems let only one of two processes create a file. */
  private static final Set<String> EXCLUSIVE = Set.of("file", "hdfs", "abfs", "abfss", "gs");

  /** Whether a file of a run directory is one of these. */
  static boolean isClaim(String name) {
    return NAME.matcher(name).matches();
  }

  /** The highest number, 0 where nobody ever was here. */
  long newest() throws IOException {
    long newest = 0;
    for (FileStatus status : list()) {
      newest = Math.max(newest, number(status.getPath()));
    }
    return newest;
  }

  /**
   * Removes those of owners before.
   *
   * @param note told of what cannot be removed, which is passed over
   */
  void removeBefore(long epoch, Consumer<String> note) throws IOException {
    for (FileStatus status : list()) {
      long number = number(status.getPath());
      if (number > 0 && number < epoch) {
        OwnFiles.removeLeft(fs, status.getPath(), note);
      }
    }
  }

  Path path(long epoch) {
    return new Path(directory, String.format(Locale.ROOT, ".lock-%d.tmp", epoch));
  }

  /** Whether the file system is known to let only one of two processes create a file. */
  boolean areExclusive() throws IOException {
    return EXCLUSIVE.contains(fs.getUri().getScheme()) || ObjectFiles.areExclusive(fs, directory);
  }

  private FileStatus[] list() throws IOException {
    try {
      return fs.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private static long number(Path path) {
    Matcher name = NAME.matcher(path.getName());
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }
}
