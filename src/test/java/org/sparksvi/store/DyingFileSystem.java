package org.sparksvi.store;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** A file system of a process that dies: after so many renames and deletions it makes none. */
public final class DyingFileSystem extends FilterFileSystem {
  private int allowed;

  public DyingFileSystem(FileSystem fs, int allowed) {
    super(fs);
    this.allowed = allowed;
  }

  private void count() throws IOException {
    if (allowed-- <= 0) {
      throw new IOException("dead");
    }
  }

  @Override
  @SuppressWarnings("deprecation") // marked so because it is not public
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    count();
    super.rename(from, to, options);
  }

  @Override
  public boolean delete(Path at, boolean recursive) throws IOException {
    count();
    return fs.delete(at, recursive);
  }
}
