package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.sparksvi.format.Checksums;
import org.sparksvi.format.FormatException;

/**
 * Files that appear whole or not at all, on any Hadoop file system.
 *
 * <p>Local files are written without Hadoop's checksum files beside them: data and checksum are
 * renamed one after the other, so that a process killed between leaves a file that nobody can read.
 * What is kept here carries checksums of its own.
 */
public final class HadoopFiles {
  private static final String ASIDE = ".tmp";
  private static final int MOST_ASIDE = 1000; // attempts at one file, those that died included

  private HadoopFiles() {}

  /** What gives the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all bytes; does not close the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * What was written.
   *
   * @param bytes length of the file
   * @param sha256 of the file
   */
  public record Written(long bytes, String sha256) {}

  /** The file system of a path; the local one without checksum files. */
  public static FileSystem of(Path path, Configuration configuration) throws IOException {
    return plain(path.getFileSystem(configuration));
  }

  /** The same file system; the local one without checksum files. */
  public static FileSystem plain(FileSystem fs) {
    return fs instanceof LocalFileSystem local ? local.getRawFileSystem() : fs;
  }

  /** Writes a file aside, then puts it in the place of what may be there. */
  public static void writeAtomically(FileSystem fs, Path path, byte[] bytes) throws IOException {
    writeAtomically(fs, path, out -> out.write(bytes));
  }

  /** Writes a file aside, then puts it in the place of what may be there. */
  public static Written writeAtomically(FileSystem fs, Path path, Content content)
      throws IOException {
    FileSystem plain = plain(fs);
    Path aside = reserve(plain, path);
    try {
      Written written = write(plain, aside, content);
      replace(plain, aside, path);
      return written;
    } catch (IOException | RuntimeException e) {
      abandon(plain, aside, e);
      throw e;
    }
  }

  /**
   * Writes a file that is the same whoever writes it: where another attempt was first, its file
   * stays.
   */
  static Written writeOnce(FileSystem fs, Path path, Content content) throws IOException {
    FileSystem plain = plain(fs);
    Path aside = reserve(plain, path);
    try {
      Written written = write(plain, aside, content);
      if (holds(plain, path, written)) {
        plain.delete(aside, false);
      } else if (plain.exists(path) || !plain.rename(aside, path)) {
        if (holds(plain, path, written)) {
          plain.delete(aside, false);
        } else {
          replace(plain, aside, path);
        }
      }
      return written;
    } catch (IOException | RuntimeException e) {
      abandon(plain, aside, e);
      throw e;
    }
  }

  /**
   * Creates a file that is not there; false where it is.
   *
   * <p>Of two processes that do so at the same time one succeeds, on file systems that have this.
   * Its content may appear after it.
   */
  static boolean createExclusively(FileSystem fs, Path path, byte[] content) throws IOException {
    try {
      createNew(fs, path);
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
    writeAtomically(fs, path, content);
    return true;
  }

  /** Milliseconds by the clock that a file system stamps files with, whosever it is. */
  static long now(FileSystem fs, Path directory) throws IOException {
    Path probe = reserve(fs, new Path(directory, "now"));
    try {
      return fs.getFileStatus(probe).getModificationTime();
    } finally {
      fs.delete(probe, false);
    }
  }

  /** Whether files are those of this machine. */
  public static boolean isLocal(FileSystem fs) {
    return FencedFileSystem.isLocal(plain(fs));
  }

  /** Reads a whole file that must not be longer than a limit. */
  public static byte[] read(FileSystem fs, Path path, int mostBytes) throws IOException {
    FileSystem plain = plain(fs);
    FileStatus status = plain.getFileStatus(path);
    if (status.isDirectory()) {
      throw new FormatException(path.toString(), "must be a file, but is a directory");
    }
    if (status.getLen() > mostBytes) {
      throw new FormatException(
          path.toString(),
          "file has %d bytes; it must have at most %d".formatted(status.getLen(), mostBytes));
    }
    byte[] bytes = new byte[(int) status.getLen()];
    try (FSDataInputStream in = plain.open(path)) {
      in.readFully(0, bytes);
    } catch (FSError e) {
      throw failure(e);
    }
    return bytes;
  }

  /** Whether a file of the given length and checksum is there. */
  static boolean holds(FileSystem fs, Path path, Written written) throws IOException {
    FileSystem plain = plain(fs);
    try {
      FileStatus status = plain.getFileStatus(path);
      if (status.isDirectory() || status.getLen() != written.bytes()) {
        return false;
      }
      try (FSDataInputStream in = plain.open(path)) {
        return Checksums.sha256(in).equals(written.sha256());
      }
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** What Hadoop's local file system makes an error of, such as a full disk. */
  static IOException failure(FSError error) {
    return error.getCause() instanceof IOException cause ? cause : new IOException(error);
  }

  /** Whether a name is that of a file being written. */
  static boolean isAside(String name) {
    return name.startsWith(".") && name.endsWith(ASIDE);
  }

  /** Creates the first file beside a path whose name nobody has taken. */
  private static Path reserve(FileSystem fs, Path path) throws IOException {
    fs.mkdirs(path.getParent());
    IOException refused = null;
    for (int n = 0; n < MOST_ASIDE; n++) {
      Path aside = new Path(path.getParent(), "." + path.getName() + "." + n + ASIDE);
      try {
        createNew(fs, aside);
        return aside;
      } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
        refused = e; // even if it is gone by now
      } catch (IOException e) {
        if (!fs.exists(aside)) {
          throw e;
        }
        refused = e;
      }
    }
    throw new IOException(
        "%d files are being written beside %s; at most that many may".formatted(MOST_ASIDE, path),
        refused);
  }

  private static void createNew(FileSystem fs, Path path) throws IOException {
    if (FencedFileSystem.behind(fs)
        instanceof RawLocalFileSystem local) { // looks first, then creates
      java.nio.file.Files.createFile(local.pathToFile(path).toPath());
    } else {
      fs.create(path, false).close();
    }
  }

  private static Written write(FileSystem fs, Path aside, Content content) throws IOException {
    MessageDigest digest = Checksums.sha256();
    try (FSDataOutputStream file = reopen(fs, aside)) {
      DigestOutputStream out = new DigestOutputStream(file, digest);
      content.writeTo(out);
      out.flush();
      if (file.hasCapability(StreamCapabilities.HSYNC)) {
        file.hsync();
      }
    } catch (FSError e) {
      throw failure(e);
    }
    return new Written(fs.getFileStatus(aside).getLen(), Checksums.hex(digest));
  }

  /** An empty file to write to; Hadoop's local creation runs a process to set permissions. */
  private static FSDataOutputStream reopen(FileSystem fs, Path empty) throws IOException {
    return FencedFileSystem.isLocal(fs) ? fs.append(empty) : fs.create(empty, true);
  }

  private static void replace(FileSystem fs, Path from, Path to) throws IOException {
    if (FencedFileSystem.isLocal(fs)) {
      if (!fs.rename(from, to)) { // the operating system's own, which replaces
        throw new IOException("cannot rename " + from + " to " + to);
      }
      return;
    }
    new Replacing(fs).replace(from, to);
  }

  private static void abandon(FileSystem fs, Path aside, Exception why) {
    try {
      fs.delete(aside, false);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * Reaches a file system's own rename with replacement: atomic on HDFS, delete and rename
   * elsewhere.
   */
  private static final class Replacing extends FilterFileSystem {

    Replacing(FileSystem fs) {
      super(fs);
    }

    @SuppressWarnings("deprecation") // marked so because it is not public
    void replace(Path from, Path to) throws IOException {
      rename(from, to, Options.Rename.OVERWRITE);
    }
  }
}
