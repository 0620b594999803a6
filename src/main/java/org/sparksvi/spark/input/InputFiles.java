package org.sparksvi.spark.input;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.Compression;
import org.sparksvi.store.HadoopFiles;

/**
 * The files under a path, and how they are cut into pieces of work; the only lister of input.
 *
 * <p>A path that exists is that path, whatever characters its name has; any other is a pattern.
 * Directories are read with all below them. Files and directories in them whose names begin with
 * {@code _} or {@code .} are left out, as elsewhere on Hadoop. Files are ordered by their paths.
 */
public final class InputFiles {
  private static final Pattern PATTERN = Pattern.compile("[{}\\[\\]*?\\\\]");
  private static final char UNDECODED = '\uFFFD';
  private static final long OPENING = 1 << 20; // bytes that could be read while a file is opened
  private static final long LEAST_SPLIT = 1 << 20;
  private static final long MOST_SPLIT = 1 << 27;

  /**
   * A file.
   *
   * @param name relative to the path given, which keys are made of
   * @param path whole
   * @param length in bytes
   */
  record InputFile(String name, String path, long length) implements Serializable {}

  /**
   * The lines of a file that begin from one byte to before another.
   *
   * @param whole whether the file is read to its end, as compressed ones are
   */
  record Chunk(InputFile file, long start, long end, boolean whole) implements Serializable {}

  private InputFiles() {}

  /** The path that a text names, also where it could be taken for a URI and is none. */
  static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) { // such as a:b
      return new Path(null, null, text);
    }
  }

  /** Refuses a path under which there is no file. */
  public static void requirePath(Configuration configuration, String path) {
    statuses(configuration, path);
  }

  /** All files of a path, in their order; at least one. */
  public static List<FileStatus> statuses(Configuration configuration, String path) {
    Path given = path(path);
    List<FileStatus> files = new ArrayList<>();
    try {
      FileSystem fs = HadoopFiles.named(given, configuration);
      FileStatus literal = status(fs, given);
      List<FileStatus> matches = literal == null ? matches(fs, given) : List.of(literal);
      if (matches.isEmpty()) {
        throw missing(fs, given, path);
      }
      for (FileStatus match : matches) {
        collect(fs, match, files);
      }
      for (FileStatus file : files) {
        HadoopFiles.requireReadable(fs, file.getPath());
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    if (files.isEmpty()) {
      throw new InputException(
          path,
          "the directory must hold a file whose name begins with neither _ nor ., but has none");
    }
    files.sort(Comparator.comparing(file -> file.getPath().toString()));
    return files;
  }

  /** Null where nothing is. */
  private static FileStatus status(FileSystem fs, Path path) throws IOException {
    try {
      return fs.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private static List<FileStatus> matches(FileSystem fs, Path pattern) throws IOException {
    FileStatus[] matches;
    try {
      matches = fs.globStatus(pattern);
    } catch (AccessControlException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) { // no pattern, such as a[
      return List.of();
    }
    if (matches == null) {
      return List.of();
    }
    boolean hidden = isHidden(pattern);
    List<FileStatus> found = new ArrayList<>(List.of(matches));
    found.removeIf(match -> !hidden && isHidden(match.getPath()));
    return found;
  }

  /** What may not be looked into is not called missing. */
  private static InputException missing(FileSystem fs, Path path, String name) throws IOException {
    Path above = fs.makeQualified(path).getParent();
    while (above != null && status(fs, above) == null) {
      above = above.getParent();
    }
    if (above != null) {
      fs.access(above, FsAction.READ_EXECUTE); // an AccessControlException where it may not
    }
    return new InputException(name, "the path must exist, but does not");
  }

  private static void collect(FileSystem fs, FileStatus at, List<FileStatus> into)
      throws IOException {
    if (at.isFile()) {
      into.add(at);
    } else if (at.isDirectory()) {
      requireNames(fs, at.getPath());
      for (FileStatus child : fs.listStatus(at.getPath())) {
        if (!isHidden(child.getPath())) {
          collect(fs, child, into);
        }
      }
    }
  }

  /** Names of this machine that Java cannot decode: Hadoop leaves such files out without a word. */
  private static void requireNames(FileSystem fs, Path directory) {
    String[] names =
        HadoopFiles.isLocal(fs) ? new File(directory.toUri().getPath()).list() : new String[0];
    for (String name : names == null ? new String[0] : names) {
      if (name.indexOf(UNDECODED) >= 0) {
        throw new InputException(
            directory.toString(),
            "names of files must be %s, as the locale of the process says, but %s is not; set LC_ALL to one of UTF-8, such as C.UTF-8, or rename the file"
                .formatted(System.getProperty("sun.jnu.encoding"), name));
      }
    }
  }

  private static boolean isHidden(Path path) {
    return path.getName().startsWith("_") || path.getName().startsWith(".");
  }

  static InputException unreadable(String path, IOException e) {
    return new InputException(path, "path cannot be read (" + e.getMessage() + ")", e);
  }

  /** All files of a path with their names below it. */
  static List<InputFile> list(Configuration configuration, String path) {
    List<FileStatus> files = statuses(configuration, path);
    String prefix = prefix(configuration, path);
    return files.stream()
        .map(
            file ->
                new InputFile(
                    name(file.getPath(), prefix), file.getPath().toString(), file.getLen()))
        .toList();
  }

  /** The bytes of a file. */
  static FSDataInputStream open(Configuration configuration, String file) throws IOException {
    Path path = new Path(file);
    return HadoopFiles.of(path, configuration).open(path);
  }

  /** How a file is compressed. */
  static Compression compression(Configuration configuration, String file) throws IOException {
    try (InputStream in = open(configuration, file)) {
      return Compression.of(in.readNBytes(Compression.MAGIC_BYTES));
    }
  }

  /** The name of a file below a prefix. */
  static String name(Path file, String prefix) {
    String full = file.toUri().getPath();
    return full.startsWith(prefix) ? full.substring(prefix.length()) : full;
  }

  /** All files of a path, for readers of Spark's that are told to take them {@link #literally}. */
  static String[] paths(Configuration configuration, String path) {
    return statuses(configuration, path).stream()
        .map(file -> file.getPath().toString())
        .toArray(String[]::new);
  }

  /** A reader of Spark's for the files of a path, which it takes for no patterns. */
  static DataFrameReader literally(SparkSession spark, String path) {
    DataFrameReader reader = spark.read().option("__globPaths__", false);
    try {
      Path given = path(path);
      FileSystem fs = HadoopFiles.named(given, spark.sparkContext().hadoopConfiguration());
      FileStatus status = status(fs, given);
      return status != null && status.isDirectory()
          ? reader.option("basePath", status.getPath().toString()) // columns of key=value below it
          : reader;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * The rows of some files, by a reader that takes them {@link #literally}.
   *
   * <p>Of several paths with characters of patterns Spark 4 reads each as often as there are such
   * paths, even where it is told that they are none; as patterns that match themselves it does not.
   */
  static Dataset<Row> load(DataFrameReader reader, String[] files) {
    boolean special = Arrays.stream(files).anyMatch(file -> PATTERN.matcher(file).find());
    return special && files.length > 1
        ? reader
            .option("__globPaths__", true)
            .load(
                Arrays.stream(files)
                    .map(file -> PATTERN.matcher(file).replaceAll("\\\\$0"))
                    .toArray(String[]::new))
        : reader.load(files);
  }

  /** What files' names are below: their paths begin with it. */
  static String prefix(Configuration configuration, String path) {
    try {
      Path given = path(path);
      FileSystem fs = HadoopFiles.named(given, configuration);
      String root = fs.makeQualified(root(fs, given)).toUri().getPath();
      return root.endsWith("/") ? root : root + "/";
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static Path root(FileSystem fs, Path path) throws IOException {
    FileStatus status = status(fs, path);
    if (status != null) {
      return status.isDirectory() ? path : parent(path);
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

  /** A size of splits that gives every core something to do; nothing else depends on it. */
  static long splitBytes(List<InputFile> files, int cores) {
    long total = files.stream().mapToLong(file -> file.length() + OPENING).sum();
    return Math.max(LEAST_SPLIT, Math.min(MOST_SPLIT, total / (2L * cores)));
  }

  /** Work for tasks: whole files, or pieces of those that can be read from the middle. */
  static List<List<Chunk>> slices(
      Configuration configuration, List<InputFile> files, boolean whole, long splitBytes) {
    List<List<Chunk>> slices = new ArrayList<>();
    List<Chunk> slice = new ArrayList<>();
    long bytes = 0;
    for (InputFile file : files) {
      boolean splits =
          !whole && file.length() > splitBytes && !isCompressed(configuration, file.path());
      long step = splits ? splitBytes : Math.max(1, file.length());
      for (long start = 0; start == 0 || start < file.length(); start += step) {
        long end = Math.min(start + step, file.length());
        if (!slice.isEmpty() && bytes + end - start > splitBytes) {
          slices.add(slice);
          slice = new ArrayList<>();
          bytes = 0;
        }
        slice.add(new Chunk(file, start, end, !splits));
        bytes += end - start + Math.min(OPENING, splitBytes / 2);
      }
    }
    slices.add(slice);
    return slices;
  }

  private static boolean isCompressed(Configuration configuration, String file) {
    try {
      return compression(configuration, file) != Compression.NONE;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}
