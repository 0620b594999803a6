package org.sparksvi.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, one after the other in a buffer of bounded size.
 *
 * <p>A line ends with a line feed, which is left out. Of a line that is longer than allowed, the
 * first {@code longest + 1} bytes are given, so that its reader sees that it is too long.
 */
public final class LineReader {
  private static final int FIRST_BUFFER = 1 << 16;

  private final InputStream in;
  private final int longest;
  private byte[] buffer;
  private int next; // where the next line begins
  private int filled; // end of what was read
  private int from;
  private int to;
  private long number;
  private long consumed; // bytes of all lines so far, with their ends
  private boolean finished; // whether the line had its line feed

  /** Reads lines of at most so many bytes; does not close the stream. */
  public LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
    this.buffer = new byte[FIRST_BUFFER];
  }

  /** Goes to the next line, or returns false at the end. */
  public boolean next() throws IOException {
    int at = next;
    while (true) {
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      if (at < filled) {
        return line(at, true, at + 1 - next);
      }
      if (at - next > longest) {
        return cutLine();
      }
      int scanned = at - next;
      if (!fill()) {
        return scanned > 0 && line(filled, false, scanned);
      }
      at = next + scanned;
    }
  }

  /** The buffer that holds the line; overwritten by the next. */
  public byte[] bytes() {
    return buffer;
  }

  /** Where the line begins in the buffer. */
  public int from() {
    return from;
  }

  /** Where it ends, without its line feed. */
  public int to() {
    return to;
  }

  /** The line's number, from 1. */
  public long number() {
    return number;
  }

  /** Bytes of this line and all before it, with their ends. */
  public long consumed() {
    return consumed;
  }

  /** Whether the line ended with a line feed, not with the stream. */
  public boolean finished() {
    return finished;
  }

  private boolean line(int end, boolean lineFeed, long bytes) {
    from = next;
    to = Math.min(end, next + longest + 1);
    next = lineFeed ? end + 1 : end;
    number++;
    consumed += bytes;
    finished = lineFeed;
    return true;
  }

  /** Keeps the head of a line that is too long and reads on to its end. */
  private boolean cutLine() throws IOException {
    byte[] head = Arrays.copyOfRange(buffer, next, next + longest + 1);
    long bytes = (long) filled - next;
    int end = -1;
    while (end < 0) {
      next = filled;
      if (!fill()) {
        break;
      }
      for (int i = next; i < filled && end < 0; i++) {
        end = buffer[i] == '\n' ? i : -1;
      }
      bytes += (end < 0 ? filled : end + 1) - next;
    }
    int rest = end < 0 ? 0 : filled - end - 1;
    byte[] joined = new byte[Math.max(buffer.length, head.length + rest)];
    System.arraycopy(head, 0, joined, 0, head.length);
    System.arraycopy(buffer, filled - rest, joined, head.length, rest);
    buffer = joined;
    from = 0;
    to = head.length;
    next = head.length;
    filled = head.length + rest;
    number++;
    consumed += bytes;
    finished = end >= 0;
    return true;
  }

  /** Reads more behind what is not yet consumed; false at the end of the stream. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, filled - next);
    filled -= next;
    next = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, longest + FIRST_BUFFER));
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      return false;
    }
    filled += read;
    return true;
  }
}
