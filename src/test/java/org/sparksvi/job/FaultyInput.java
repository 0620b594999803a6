package org.sparksvi.job;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;

/** A file that is read while {@link Faults} go on. */
final class FaultyInput extends FSInputStream {
  private final FSDataInputStream in;
  private final Faults faults;
  private final Path path;

  FaultyInput(FSDataInputStream in, Faults faults, Path path) {
    this.in = in;
    this.faults = faults;
    this.path = path;
  }

  @Override
  public int read() throws IOException {
    faults.operation("read", path);
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    faults.operation("read", path);
    return in.read(bytes, from, length);
  }

  @Override
  public void seek(long position) throws IOException {
    in.seek(position);
  }

  @Override
  public long getPos() throws IOException {
    return in.getPos();
  }

  @Override
  public boolean seekToNewSource(long position) throws IOException {
    return in.seekToNewSource(position);
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
