package org.sparksvi.spark;

/** What a row read from a source is for. */
public enum Role {
  /** Training, unless its key is among those held out. */
  TRAINING("to train on"),
  /** Held out; its words are split in two. */
  HELD_OUT("to score"),
  /** The observed half of a held-out row. */
  OBSERVED("with both halves, found by document id or file name"),
  /** The scored half of a held-out row. */
  SCORED("with both halves, found by document id or file name");

  private final String use;

  Role(String use) {
    this.use = use;
  }

  /** Whether rows come whole, rather than in halves that are found by their keys. */
  boolean whole() {
    return this == TRAINING || this == HELD_OUT;
  }

  /** What the rows are for, after "a row". */
  String use() {
    return use;
  }
}
