package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;

/** A run whose parts are in its directory or aside, read as if all were in their places. */
final class MovingFileSystem extends FilterFileSystem {
  private final Path run;
  private final Path aside;

  MovingFileSystem(FileSystem fs, Path run, Path aside) {
    super(fs);
    this.run = fs.makeQualified(run);
    this.aside = fs.makeQualified(aside);
  }

  /** Where a file of the run is while it is not in its place. */
  private Path aside(Path path) {
    String name = fs.makeQualified(path).toString();
    String prefix = run + Path.SEPARATOR;
    return name.startsWith(prefix) ? new Path(aside, name.substring(prefix.length())) : path;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    try {
      return fs.open(path, bufferSize);
    } catch (FileNotFoundException e) {
      return fs.open(aside(path), bufferSize);
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    try {
      return fs.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return fs.getFileStatus(aside(path));
    }
  }
}
