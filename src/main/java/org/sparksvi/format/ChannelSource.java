package org.sparksvi.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A byte source over a file channel. */
final class ChannelSource implements ByteSource {
  private final FileChannel channel;
  private final String name;

  ChannelSource(FileChannel channel, String name) {
    this.channel = channel;
    this.name = name;
  }

  @Override
  public long length() throws IOException {
    return channel.size();
  }

  @Override
  public void readFully(long position, byte[] into, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    long at = position;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new EOFException(
            name + ": " + length + " bytes wanted at " + position + " of " + channel.size());
      }
      at += read;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
