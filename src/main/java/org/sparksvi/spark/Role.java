package org.sparksvi.spark;

/** What a row read from a source is for. */
enum Role {
  /** Training, unless its key is among those held out. */
  TRAINING,
  /** Held out; its words are split in two. */
  HELD_OUT,
  /** The observed half of a held-out row. */
  OBSERVED,
  /** The scored half of a held-out row. */
  SCORED;

  private static final Role[] ROLES = values();

  byte code() {
    return (byte) ordinal();
  }

  static Role of(int code) {
    return ROLES[code];
  }
}
