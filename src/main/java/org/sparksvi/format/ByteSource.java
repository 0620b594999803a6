package org.sparksvi.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes of known length that can be read from any position. */
public interface ByteSource extends Closeable {

  /** Number of bytes. */
  long length() throws IOException;

  /** Overwrites {@code length} bytes of {@code into}, or throws where the source ends before. */
  void readFully(long position, byte[] into, int offset, int length) throws IOException;

  /** What messages call the source: a path. */
  String name();

  /** A source over a local file, open until closed; safe for many threads. */
  static ByteSource open(Path file) throws IOException {
    return new ChannelSource(FileChannel.open(file, StandardOpenOption.READ), file.toString());
  }
}
