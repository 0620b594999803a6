package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.apache.commons.io.output.CountingOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
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
    return plain(named(path, configuration));
  }

  /**
   * The file system that a path names.
   *
   * @throws UnsupportedFileSystemException where there is none, or none that can list files
   */
  public static FileSystem named(Path path, Configuration configuration) throws IOException {
    try {
      if (path.toString().indexOf(0) >= 0) {
        throw new IllegalArgumentException("the path has a character 0");
      }
      FileSystem fs = path.getFileSystem(configuration);
      fs.makeQualified(path); // refuses file://host/x
      if (String.valueOf(path.toUri().getScheme()).matches("https?")) {
        throw new IllegalArgumentException("files of the network cannot be listed");
      }
      return fs;
    } catch (UnsupportedFileSystemException | RuntimeException e) { // such as a class without jar
      UnsupportedFileSystemException refused =
          new UnsupportedFileSystemException(
              "%s must be on a file system that can be used here: %s"
                  .formatted(path, e.getMessage()));
      refused.initCause(e);
      throw refused;
    }
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
    if (ObjectFiles.are(plain, path)) {
      return ObjectFiles.put(plain, path, content);
    }
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
    if (ObjectFiles.are(plain, path)) {
      return putOnce(plain, path, content);
    }
    Path aside = reserve(plain, path);
    try {
      Written written = write(plain, aside, content);
      if (holds(plain, path, written)) {
        plain.delete(aside, false);
      } else {
        putOnce(plain, aside, path, written);
      }
      return written;
    } catch (IOException | RuntimeException e) {
      abandon(plain, aside, e);
      throw e;
    }
  }

  private static Written putOnce(FileSystem fs, Path path, Content content) throws IOException {
    Written written = measure(content);
    return holds(fs, path, written) ? written : ObjectFiles.put(fs, path, content);
  }

  private static void putOnce(FileSystem fs, Path aside, Path path, Written written)
      throws IOException {
    try {
      moveNew(fs, aside, path);
    } catch (FileAlreadyExistsException e) {
      if (holds(fs, path, written)) {
        fs.delete(aside, false);
      } else {
        replace(fs, aside, path);
      }
    }
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

  /** Whether anything has a name, be it a link to nothing. */
  static boolean isThere(FileSystem fs, Path path) throws IOException {
    Optional<java.nio.file.Path> local = FencedFileSystem.local(fs, path);
    return local.isPresent()
        ? Files.exists(local.get(), LinkOption.NOFOLLOW_LINKS)
        : fs.exists(path);
  }

  /** The whole path, without links where it is local. */
  static Path resolved(FileSystem fs, Path path) throws IOException {
    Path whole = fs.makeQualified(path);
    Optional<java.nio.file.Path> local = FencedFileSystem.local(fs, whole);
    if (local.isEmpty()) {
      return whole;
    }
    java.nio.file.Path there = local.get();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    java.nio.file.Path real = there.toRealPath().resolve(there.relativize(local.get()));
    return new Path(whole.toUri().getScheme(), null, real.normalize().toString());
  }

  /** Whether something is a file and neither a directory, a pipe nor a device. */
  public static boolean isPlainFile(FileSystem fs, FileStatus status) {
    return status.isFile()
        && FencedFileSystem.local(plain(fs), status.getPath())
            .map(Files::isRegularFile)
            .orElse(true);
  }

  /** Whether a name is that of a symbolic link. */
  static boolean isLink(FileSystem fs, Path path) {
    return FencedFileSystem.local(fs, path).filter(Files::isSymbolicLink).isPresent();
  }

  /** Whether something is there that is neither a file nor a directory. */
  static boolean isSpecial(FileSystem fs, Path path) {
    return FencedFileSystem.local(plain(fs), path)
        .filter(Files::exists)
        .filter(there -> !Files.isRegularFile(there) && !Files.isDirectory(there))
        .isPresent();
  }

  /** Whether something on this machine is a directory. */
  static boolean isDirectory(FileSystem fs, Path path) {
    return FencedFileSystem.local(plain(fs), path).filter(Files::isDirectory).isPresent();
  }

  /**
   * Removes a directory in which nothing is; whether it is gone. Hadoop lists no links to what is
   * not there, and has no exception of its own for a directory that is not empty.
   */
  static boolean removeEmpty(FileSystem fs, Path directory) throws IOException {
    Optional<java.nio.file.Path> local = FencedFileSystem.local(plain(fs), directory);
    if (local.isEmpty()) {
      try {
        return fs.listStatus(directory).length == 0 && fs.delete(directory, false);
      } catch (FileNotFoundException e) {
        return true;
      }
    }
    FencedFileSystem.check(fs);
    return LocalFiles.removeEmpty(local.get());
  }

  /**
   * Renames a file or directory to a name that nothing has.
   *
   * @throws FileAlreadyExistsException where something has it
   */
  static void moveNew(FileSystem fs, Path from, Path to) throws IOException {
    Optional<java.nio.file.Path> local = FencedFileSystem.local(fs, from);
    if (local.isPresent()) {
      FencedFileSystem.check(fs);
      LocalFiles.toNew(local.get(), FencedFileSystem.local(fs, to).orElseThrow());
      return;
    }
    new OwnRename(fs).rename(from, to, Options.Rename.NONE);
    Path within = new Path(to, from.getName()); // where a file system moves into a directory
    if (fs.exists(within)) {
      fs.delete(within, true);
      throw new FileAlreadyExistsException(to + " exists");
    }
  }

  /** Whether files are those of this machine. */
  public static boolean isLocal(FileSystem fs) {
    return FencedFileSystem.isLocal(plain(fs));
  }

  /** Opens a file to be read, which must be {@link #requireReadable readable}. */
  public static FSDataInputStream open(FileSystem fs, Path path) throws IOException {
    requireReadable(fs, path);
    return plain(fs).open(path);
  }

  /**
   * Checks a file that is to be read; one that is not there is left to the reader.
   *
   * @throws FormatException where it is a pipe or a device, which may never end
   * @throws AccessDeniedException where it may not be read
   */
  public static void requireReadable(FileSystem fs, Path path) throws IOException {
    Optional<java.nio.file.Path> local = FencedFileSystem.local(plain(fs), path);
    if (local.isPresent() && LocalFiles.isDenied(local.get())) {
      throw new AccessDeniedException(local.get().toString(), null, "permission denied");
    }
    if (isSpecial(fs, path)) {
      throw new FormatException(path.toString(), "must be a plain file, but is a pipe or a device");
    }
  }

  /** Reads a whole file that must not be longer than a limit. */
  public static byte[] read(FileSystem fs, Path path, int mostBytes) throws IOException {
    FileSystem plain = plain(fs);
    requireReadable(plain, path);
    FileStatus status = plain.getFileStatus(path);
    if (status.isDirectory()) {
      throw new FormatException(path.toString(), "must be a file, but is a directory");
    }
    if (status.getLen() > mostBytes) {
      throw new FormatException(
          path.toString(),
          "file has %d bytes; it must have at most %d".formatted(status.getLen(), mostBytes));
    }
    try (FSDataInputStream in = plain.open(path)) { // perhaps another one by now
      return in.readNBytes(mostBytes);
    } catch (FSError e) {
      throw failure(e);
    }
  }

  /** Length and checksum of what would be written. */
  static Written measure(Content content) throws IOException {
    MessageDigest digest = Checksums.sha256();
    try (CountingOutputStream out =
        new CountingOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      content.writeTo(out);
      return new Written(out.getByteCount(), Checksums.hex(digest));
    }
  }

  /** Whether a file of the given length and checksum is there. */
  static boolean holds(FileSystem fs, Path path, Written written) throws IOException {
    FileSystem plain = plain(fs);
    requireReadable(plain, path);
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
        NewFiles.create(fs, aside);
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

  /** Puts a file in the place of the one that may be there. */
  static void replace(FileSystem fs, Path from, Path to) throws IOException {
    Optional<java.nio.file.Path> local = FencedFileSystem.local(fs, from);
    if (local.isPresent()) {
      FencedFileSystem.check(fs);
      LocalFiles.replacing(local.get(), FencedFileSystem.local(fs, to).orElseThrow());
    } else {
      new OwnRename(fs).rename(from, to, Options.Rename.OVERWRITE);
    }
  }

  private static void abandon(FileSystem fs, Path aside, Exception why) {
    try {
      fs.delete(aside, false);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
