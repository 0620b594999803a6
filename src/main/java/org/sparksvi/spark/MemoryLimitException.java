package org.sparksvi.spark;

/** Rows that take more memory than they may; the message names what they are. */
public final class MemoryLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MemoryLimitException(String place, long mostBytes) {
    super(
        "%s: rows kept in memory must take at most %d bytes, but take more"
            .formatted(place, mostBytes));
  }
}
