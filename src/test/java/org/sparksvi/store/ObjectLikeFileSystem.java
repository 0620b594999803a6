package org.sparksvi.store;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files as an object store keeps them: a file appears when its stream is closed, a rename
 * copies and deletes file by file. After so many changes the process dies: it makes no more.
 */
final class ObjectLikeFileSystem extends FilterFileSystem {
  private static final String ONLY_NEW =
      Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private int allowed;

  ObjectLikeFileSystem(FileSystem fs, int allowed) {
    super(fs);
    this.allowed = allowed;
  }

  private static java.nio.file.Path file(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private void change() throws IOException {
    if (allowed-- <= 0) {
      throw new IOException("dead");
    }
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM)
        || capability.equals(ONLY_NEW)
        || super.hasPathCapability(path, capability);
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
    return new FSDataOutputStream(new ObjectStream(path, overwrite), null);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Hadoop declares it
  public FSDataOutputStreamBuilder createFile(Path path) {
    return new Builder(this, path);
  }

  /** Creates a file only where there is none. */
  private static final class Builder
      extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {
    private final ObjectLikeFileSystem fs;
    private final Path path;

    Builder(ObjectLikeFileSystem fs, Path path) {
      super(fs, path);
      this.fs = fs;
      this.path = path;
    }

    @Override
    public Builder getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      return new FSDataOutputStream(fs.new ObjectStream(path, false), null);
    }
  }

  /** A file that is there once it is closed. */
  private final class ObjectStream extends ByteArrayOutputStream implements Abortable {
    private final Path path;
    private final boolean overwrite;
    private boolean ended;

    ObjectStream(Path path, boolean overwrite) {
      this.path = path;
      this.overwrite = overwrite;
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        return;
      }
      ended = true;
      change();
      if (!overwrite && fs.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
      Files.createDirectories(file(path).getParent());
      Files.write(file(path), toByteArray());
    }

    @Override
    public AbortableResult abort() {
      boolean already = ended;
      ended = true;
      return new AbortableResult() {
        @Override
        public boolean alreadyClosed() {
          return already;
        }

        @Override
        public IOException anyCleanupException() {
          return null;
        }
      };
    }
  }

  @Override
  @SuppressWarnings("deprecation") // marked so because it is not public
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    if (fs.exists(to)) {
      if (options.length == 0 || options[0] != Options.Rename.OVERWRITE) {
        throw new FileAlreadyExistsException(to.toString());
      }
      delete(to, false);
    }
    if (!rename(from, to)) {
      throw new FileNotFoundException(from.toString());
    }
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (!fs.exists(from)) {
      return false;
    }
    copy(from, to);
    delete(from, true);
    return true;
  }

  private void copy(Path from, Path to) throws IOException {
    if (fs.getFileStatus(from).isFile()) {
      change();
      Files.createDirectories(file(to).getParent());
      Files.copy(file(from), file(to), StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    for (FileStatus child : fs.listStatus(from)) {
      copy(child.getPath(), new Path(to, child.getPath().getName()));
    }
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (recursive && fs.getFileStatus(path).isDirectory()) {
      for (FileStatus child : fs.listStatus(path)) {
        delete(child.getPath(), true);
      }
    }
    change();
    return fs.delete(path, false);
  }
}
