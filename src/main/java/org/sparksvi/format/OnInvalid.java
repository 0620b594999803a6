package org.sparksvi.format;

/** What a reader does about an invalid line. */
public enum OnInvalid {
  /** Ends with a message about the first one. */
  FAIL,
  /** Leaves it out, counts it, and keeps the first few to show. */
  SKIP
}
