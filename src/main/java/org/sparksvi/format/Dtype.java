package org.sparksvi.format;

/** The element type of a tensor in a safetensors file, all little-endian. */
public enum Dtype {
  /** IEEE double. */
  F64(8),
  /** IEEE float. */
  F32(4),
  /** Signed 64 bits. */
  I64(8),
  /** Signed 32 bits. */
  I32(4),
  /** Unsigned 16 bits. */
  U16(2),
  /** Unsigned 8 bits. */
  U8(1);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
