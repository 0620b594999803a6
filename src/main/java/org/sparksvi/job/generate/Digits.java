package org.sparksvi.job.generate;

import java.io.IOException;
import java.io.OutputStream;

/** Lines of whole numbers, written without making text of each. */
final class Digits {
  private static final int CHUNK = 1 << 16;
  private static final int LONGEST = 3 * 20 + 3; // three numbers with what stands between them

  private final OutputStream out;
  private final byte[] bytes = new byte[CHUNK];
  private int size;

  Digits(OutputStream out) {
    this.out = out;
  }

  void line(long number) throws IOException {
    room();
    put(number);
    bytes[size++] = '\n';
  }

  void line(long first, long second, long third) throws IOException {
    room();
    put(first);
    bytes[size++] = ' ';
    put(second);
    bytes[size++] = ' ';
    put(third);
    bytes[size++] = '\n';
  }

  void flush() throws IOException {
    out.write(bytes, 0, size);
    size = 0;
  }

  private void room() throws IOException {
    if (size + LONGEST > CHUNK) {
      flush();
    }
  }

  /** A number that is not negative. */
  private void put(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = size + digits - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }
}
