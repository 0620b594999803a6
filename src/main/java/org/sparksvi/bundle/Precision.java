package org.sparksvi.bundle;

/** What a field's values are stored, added up and sent as. */
public enum Precision {
  /** 64 bits a value. */
  DOUBLE(Double.BYTES),
  /** 32 bits a value, for networks of many weights. */
  SINGLE(Float.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Of a value. */
  public int bytes() {
    return bytes;
  }
}
