package org.sparksvi.spark.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/**
 * The lines that begin in a piece of a file, so that how files are cut changes nothing.
 *
 * <p>They end with LF, CR or both, or with a separator of their own. Of a line that is longer than
 * allowed, the first {@code longest + 1} bytes are given, so that its reader sees that it is too
 * long; no more of it is kept in memory.
 */
final class PieceLines implements Closeable {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private static final int STEP = 1 << 20; // bytes of a long line that are passed over at a time

  private final InputStream in;
  private final LineReader lines;
  private final long end;
  private final int longest;
  private final Text line = new Text();
  private long offset;
  private long next;

  /**
   * Begins to read.
   *
   * @param in at {@link #before} the piece
   * @param start of the piece
   * @param end of the piece, exclusive; the greatest number where it is the rest of the file
   * @param separator of lines, or null; where a piece is not the whole file, of one byte
   * @param longest most bytes of a line
   */
  PieceLines(InputStream in, long start, long end, byte[] separator, int longest)
      throws IOException {
    this.in = in;
    this.lines = separator == null ? new LineReader(in) : new LineReader(in, separator);
    this.end = end;
    this.longest = longest;
    this.next = before(start);
    if (start > 0) {
      readLine();
    }
  }

  /** Where to begin: the end of a line just before the piece makes its first line begin there. */
  static long before(long start) {
    return Math.max(0, start - 1);
  }

  /** Goes to the next line, or returns false at the end. */
  boolean advance() throws IOException {
    if (next >= end) {
      return false;
    }
    offset = next;
    return readLine();
  }

  /** Reads in steps: a reader of Hadoop's gives up on a line of 2 GiB. */
  private boolean readLine() throws IOException {
    int consumed = lines.readLine(line, Integer.MAX_VALUE, longest + 2);
    next += consumed;
    boolean open = consumed > longest + 1 && consumed == line.getLength();
    Text rest = new Text();
    while (open) {
      int more = lines.readLine(rest, Integer.MAX_VALUE, STEP);
      next += more;
      open = more >= STEP && more == rest.getLength();
    }
    return consumed > 0;
  }

  /** Where the line begins in the file. */
  long offset() {
    return offset;
  }

  /** The line, behind a mark of the order of bytes, and perhaps other bytes behind it. */
  byte[] bytes() {
    return line.getBytes();
  }

  /** Where in the bytes the line begins. */
  int from() {
    return offset == 0 ? mark(line.getBytes(), line.getLength()) : 0;
  }

  /** Where in the bytes the line ends. */
  int to() {
    return Math.min(line.getLength(), longest + 1);
  }

  /** The length of a mark of the order of bytes, which a file of UTF-8 may begin with. */
  static int mark(byte[] bytes, int length) {
    return length >= MARK.length
            && bytes[0] == MARK[0]
            && bytes[1] == MARK[1]
            && bytes[2] == MARK[2]
        ? MARK.length
        : 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
