package org.sparksvi.format;

import java.io.EOFException;

/** A byte source over an array. */
final class ArraySource implements ByteSource {
  private final byte[] bytes;
  private final String name;

  ArraySource(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void readFully(long position, byte[] into, int offset, int length) throws EOFException {
    if (position < 0 || position > bytes.length - length) {
      throw new EOFException(
          name + ": " + length + " bytes wanted at " + position + " of " + bytes.length);
    }
    System.arraycopy(bytes, (int) position, into, offset, length);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {}
}
