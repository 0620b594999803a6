package org.sparksvi.store;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system that one process alone may change: whatever puts a file in its place, adds to one
 * or takes one away asks first whether this process still owns the run directory.
 */
final class FencedFileSystem extends FilterFileSystem {
  private final Check check;

  /** Asked right before every change. */
  interface Check {
    /** Throws a {@link RunInUseException} where this process no longer may change anything. */
    void run() throws IOException;
  }

  FencedFileSystem(FileSystem fs, Check check) {
    super(fs);
    this.check = check;
  }

  /** Whether files are those of this machine, whoever watches over them. */
  static boolean isLocal(FileSystem fs) {
    return behind(fs) instanceof RawLocalFileSystem;
  }

  private static FileSystem behind(FileSystem fs) {
    return fs instanceof FencedFileSystem fenced ? fenced.fs : fs;
  }

  /** The file of this machine that a path is; empty on other file systems. */
  static Optional<java.nio.file.Path> local(FileSystem fs, Path path) {
    return behind(fs) instanceof RawLocalFileSystem local
        ? Optional.of(local.pathToFile(path).toPath())
        : Optional.empty();
  }

  /** Asks whether this process may change anything, before it does so by itself. */
  static void check(FileSystem fs) throws IOException {
    if (fs instanceof FencedFileSystem fenced) {
      fenced.check.run();
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (!HadoopFiles.isAside(path.getName())) {
      check.run();
    }
    return fs.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress)
      throws IOException {
    if (!HadoopFiles.isAside(path.getName())) {
      check.run();
    }
    return fs.append(path, bufferSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    check.run();
    return fs.rename(from, to);
  }

  @Override
  @SuppressWarnings("deprecation") // marked so because it is not public
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    check.run();
    super.rename(from, to, options);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (!HadoopFiles.isAside(path.getName())) {
      check.run();
    }
    return fs.delete(path, recursive);
  }
}
