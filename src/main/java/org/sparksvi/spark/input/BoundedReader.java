package org.sparksvi.spark.input;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Characters of which a record takes at most {@link #LONGEST}, as its reader says where one ends.
 */
final class BoundedReader extends FilterReader {
  /** Most characters of a record. */
  static final int LONGEST = BoundedLines.LONGEST;

  private final String place;
  private long read; // since the last record

  /**
   * Reads what another does.
   *
   * @param place what it reads, as messages name it
   */
  BoundedReader(Reader in, String place) {
    super(in);
    this.place = place;
  }

  /** Says that a record has ended. */
  void begin() {
    read = 0;
  }

  @Override
  public int read() throws IOException {
    return count(super.read(), 1);
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int got = super.read(into, offset, length);
    return count(got, got);
  }

  private int count(int result, int characters) {
    read += result < 0 ? 0 : characters;
    if (read > LONGEST) {
      throw new InputException(
          place, "a record must have at most " + LONGEST + " characters, but has more");
    }
    return result;
  }
}
