package org.sparksvi.job;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files, by paths of the scheme {@code frail}, that {@link Faults} befall. The program
 * reaches them as any local file, by the operating system's own operations: whatever does so asks
 * for the file first.
 */
public final class FrailFileSystem extends RawLocalFileSystem {

  @Override
  public URI getUri() {
    return URI.create("frail:///");
  }

  @Override
  public String getScheme() {
    return "frail";
  }

  @Override
  public File pathToFile(Path path) {
    try {
      Faults.before("use", path);
    } catch (IOException e) {
      throw FrailFileSystem.<RuntimeException>as(e);
    }
    return super.pathToFile(path);
  }

  /** As it is, though it is not declared: callers are ready for it. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E as(Exception e) throws E {
    throw (E) e;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return Faults.reading(super.open(path, bufferSize), path);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress)
      throws IOException {
    return Faults.writing(super.append(path, bufferSize, progress), path);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return Faults.writing(
        super.create(path, overwrite, bufferSize, replication, blockSize, progress), path);
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
    return create(path, overwrite, bufferSize, replication, blockSize, progress);
  }
}
