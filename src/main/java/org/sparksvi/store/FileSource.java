package org.sparksvi.store;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.ByteSource;

/** A byte source over an open file of a Hadoop file system. */
final class FileSource implements ByteSource {
  private final FSDataInputStream in;
  private final long length;
  private final String name;

  private FileSource(FSDataInputStream in, long length, String name) {
    this.in = in;
    this.length = length;
    this.name = name;
  }

  /** Opens a file of known length. */
  static ByteSource open(FileSystem fs, Path path, long length) throws IOException {
    return new FileSource(HadoopFiles.open(fs, path), length, path.toString());
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, byte[] into, int offset, int count) throws IOException {
    try {
      in.readFully(position, into, offset, count);
    } catch (FSError e) {
      throw HadoopFiles.failure(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
