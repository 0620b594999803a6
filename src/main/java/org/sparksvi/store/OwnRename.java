package org.sparksvi.store;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Reaches a file system's own rename with options: atomic on HDFS; elsewhere it looks first, and
 * replaces by deletion and rename.
 */
final class OwnRename extends FilterFileSystem {

  OwnRename(FileSystem fs) {
    super(fs);
  }

  @Override
  @SuppressWarnings("deprecation") // marked so because it is not public
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    super.rename(from, to, options);
  }
}
