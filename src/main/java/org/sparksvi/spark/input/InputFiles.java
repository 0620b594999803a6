package org.sparksvi.spark.input;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * The files under a path, and how they are cut into pieces of work.
 *
 * <p>Files and directories whose names begin with {@code _} or {@code .} are left out, as elsewhere
 * on Hadoop. A file is known by its name relative to the path.
 */
final class InputFiles {
  private static final long OPENING = 1 << 20; // bytes that could be read while a file is opened
  private static final long LEAST_SPLIT = 1 << 20;
  private static final long MOST_SPLIT = 1 << 27;

  /** A file. Not a record, see {@link InvalidRow}. */
  static final class InputFile implements Serializable {
    private static final long serialVersionUID = 1;

    final String name; // relative to the path given
    final String path; // whole
    final long length;

    InputFile(String name, String path, long length) {
      this.name = name;
      this.path = path;
      this.length = length;
    }
  }

  /** The lines of a file that begin from one byte to before another. */
  static final class Chunk implements Serializable {
    private static final long serialVersionUID = 1;

    final InputFile file;
    final long start;
    final long end;

    Chunk(InputFile file, long start, long end) {
      this.file = file;
      this.start = start;
      this.end = end;
    }
  }

  private InputFiles() {}

  /** Refuses a path under which there is nothing; takes patterns. */
  static void requirePath(Configuration configuration, String path) {
    try {
      matches(configuration, path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** All files under a file, a directory or a pattern, by name. */
  static List<InputFile> list(Configuration configuration, String path) {
    List<InputFile> files = new ArrayList<>();
    try {
      FileSystem fs = new Path(path).getFileSystem(configuration);
      String prefix = prefix(fs, path);
      for (FileStatus match : matches(configuration, path)) {
        collect(fs, match, prefix, files);
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    if (files.isEmpty()) {
      throw new InputException(path, "files must be at least 1, but the directory has none");
    }
    files.sort(Comparator.comparing(file -> file.name));
    return files;
  }

  private static FileStatus[] matches(Configuration configuration, String path) throws IOException {
    Path given = new Path(path);
    FileSystem fs = given.getFileSystem(configuration);
    if (fs.exists(given)) {
      return new FileStatus[] {fs.getFileStatus(given)};
    }
    FileStatus[] matches = fs.globStatus(given);
    if (matches == null || matches.length == 0) {
      throw new InputException(path, "path must exist, but does not");
    }
    return matches;
  }

  /** What files' names are below: their paths begin with it. */
  static String prefix(Configuration configuration, String path) {
    requirePath(configuration, path);
    try {
      return prefix(new Path(path).getFileSystem(configuration), path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static String prefix(FileSystem fs, String path) throws IOException {
    String root = fs.makeQualified(root(fs, new Path(path))).toUri().getPath();
    return root.endsWith("/") ? root : root + "/";
  }

  private static Path root(FileSystem fs, Path path) throws IOException {
    if (fs.exists(path)) {
      return fs.getFileStatus(path).isDirectory() ? path : parent(path);
    }
    Path root = path;
    while (root.getParent() != null && !fs.exists(root)) {
      root = root.getParent();
    }
    return root;
  }

  private static Path parent(Path path) {
    return path.getParent() == null || path.getParent().toString().isEmpty()
        ? new Path(".")
        : path.getParent();
  }

  private static void collect(FileSystem fs, FileStatus at, String prefix, List<InputFile> into)
      throws IOException {
    if (at.isDirectory()) {
      for (FileStatus child : fs.listStatus(at.getPath())) {
        String name = child.getPath().getName();
        if (!name.startsWith("_") && !name.startsWith(".")) {
          collect(fs, child, prefix, into);
        }
      }
      return;
    }
    String full = at.getPath().toUri().getPath();
    String name = full.startsWith(prefix) ? full.substring(prefix.length()) : full;
    into.add(new InputFile(name, at.getPath().toString(), at.getLen()));
  }

  private static InputException unreadable(String path, IOException e) {
    return new InputException(path, "path cannot be read (" + e.getMessage() + ")", e);
  }

  /** A size of splits that gives every core something to do; nothing else depends on it. */
  static long splitBytes(List<InputFile> files, int cores) {
    long total = files.stream().mapToLong(file -> file.length + OPENING).sum();
    return Math.max(LEAST_SPLIT, Math.min(MOST_SPLIT, total / (2L * cores)));
  }

  /** Work for tasks: whole files, or pieces of those that can be read from the middle. */
  static List<List<Chunk>> slices(
      Configuration configuration, List<InputFile> files, boolean whole, long splitBytes) {
    CompressionCodecFactory codecs = new CompressionCodecFactory(configuration);
    List<List<Chunk>> slices = new ArrayList<>();
    List<Chunk> slice = new ArrayList<>();
    long bytes = 0;
    for (InputFile file : files) {
      boolean splits = !whole && codecs.getCodec(new Path(file.path)) == null;
      long step = splits ? splitBytes : Math.max(1, file.length);
      for (long start = 0; start == 0 || start < file.length; start += step) {
        long end = Math.min(start + step, file.length);
        if (!slice.isEmpty() && bytes + end - start > splitBytes) {
          slices.add(slice);
          slice = new ArrayList<>();
          bytes = 0;
        }
        slice.add(new Chunk(file, start, end));
        bytes += end - start + Math.min(OPENING, splitBytes / 2);
      }
    }
    slices.add(slice);
    return slices;
  }
}
