package org.sparksvi.job;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;

/** Local files, by paths of the scheme {@code sealed}, that nobody may change. */
public final class SealedFileSystem extends RawLocalFileSystem {
  @Override
  public URI getUri() {
    return URI.create("sealed:///");
  }

  @Override
  public String getScheme() {
    return "sealed";
  }

  private static IOException refusal(Path path) {
    return new AccessControlException(path + " is sealed");
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, FsPermission permission) throws IOException {
    throw refusal(path);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    throw refusal(path);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    throw refusal(path);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    throw refusal(from);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    throw refusal(path);
  }
}
