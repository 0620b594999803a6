package org.sparksvi.job;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;

/**
 * A file that is written while {@link Faults} go on; what is not flushed when one is killed is
 * lost.
 */
final class FaultyOutput extends OutputStream implements Syncable, StreamCapabilities {
  private final FSDataOutputStream out;
  private final Faults faults;
  private final Path path;

  FaultyOutput(FSDataOutputStream out, Faults faults, Path path) {
    this.out = out;
    this.faults = faults;
    this.path = path;
  }

  @Override
  public void write(int one) throws IOException {
    faults.operation("write", path);
    out.write(one);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    faults.operation("write", path);
    out.write(bytes, from, length);
  }

  @Override
  public void flush() throws IOException {
    faults.operation("flush", path);
    out.flush();
  }

  @Override
  public void hflush() throws IOException {
    faults.operation("flush", path);
    out.hflush();
  }

  @Override
  public void hsync() throws IOException {
    faults.operation("flush", path);
    out.hsync();
  }

  @Override
  public boolean hasCapability(String capability) {
    return out.hasCapability(capability);
  }

  @Override
  public void close() throws IOException {
    try {
      faults.operation("close", path);
    } catch (IOException e) { // not so when killed: what is in memory is lost
      out.close();
      throw e;
    }
    out.close();
  }
}
