package org.sparksvi.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Files that the program takes for those of another machine, by paths of the scheme {@code far},
 * that {@link Faults} befall. As on HDFS, one rename replaces a file at once.
 */
public final class FarFileSystem extends FilterFileSystem {
  private static final URI ROOT = URI.create("far:///");

  /** Where they are. */
  private static final class Beneath extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return ROOT;
    }
  }

  public FarFileSystem() {
    super(new Beneath());
  }

  @Override
  public String getScheme() {
    return "far";
  }

  private java.nio.file.Path file(Path path) {
    return ((RawLocalFileSystem) fs).pathToFile(path).toPath();
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    Faults.before("open", path);
    return Faults.reading(fs.open(path, bufferSize), path);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress)
      throws IOException {
    Faults.before("append", path);
    return Faults.writing(fs.append(path, bufferSize, progress), path);
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
    Faults.before("create", path);
    return Faults.writing(
        fs.create(path, overwrite, bufferSize, replication, blockSize, progress), path);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    Faults.before("rename", to);
    return fs.rename(from, to);
  }

  @Override
  @SuppressWarnings("deprecation") // marked so because it is not public
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    Faults.before("rename", to);
    if (!Files.exists(file(from))) {
      throw new FileNotFoundException(from + " does not exist");
    }
    boolean replaces = Arrays.asList(options).contains(Options.Rename.OVERWRITE);
    if (Files.exists(file(to)) && (!replaces || Files.isDirectory(file(to)))) {
      throw new FileAlreadyExistsException(to + " exists");
    }
    Files.move(file(from), file(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    Faults.before("delete", path);
    return fs.delete(path, recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    Faults.before("list", path);
    return fs.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    Faults.before("status", path);
    return fs.getFileStatus(path);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    Faults.before("mkdirs", path);
    return fs.mkdirs(path);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return mkdirs(path);
  }
}
