package org.sparksvi.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Streams that are decompressed where their first bytes say that they are gzip. */
public final class Gzip {
  private static final int BUFFER = 1 << 16;
  private static final int[] MAGIC = {0x1f, 0x8b};

  private Gzip() {}

  /**
   * The content of {@code in}, which closing closes. Damaged or cut compressed data end in a {@link
   * FormatException} that names {@code file}.
   */
  public static InputStream open(InputStream in, String file) throws IOException {
    InputStream buffered = new Buffered(in);
    buffered.mark(MAGIC.length);
    boolean gzip = isGzip(buffered.readNBytes(MAGIC.length));
    buffered.reset();
    if (!gzip) {
      return buffered;
    }
    try {
      return new Checked(new GZIPInputStream(buffered, BUFFER), file);
    } catch (EOFException | ZipException e) {
      throw damaged(file, e);
    }
  }

  /** Whether a file that begins with these bytes is gzip. */
  public static boolean isGzip(byte[] first) {
    return first.length >= MAGIC.length
        && Byte.toUnsignedInt(first[0]) == MAGIC[0]
        && Byte.toUnsignedInt(first[1]) == MAGIC[1];
  }

  private static FormatException damaged(String file, IOException e) {
    String how = e instanceof EOFException ? "end too early" : "are damaged";
    return new FormatException(file, "gzip data " + how + " (" + e.getMessage() + ")", e);
  }

  /**
   * Tells truly whether more bytes follow: the decompressor takes an {@code available()} of 0 for
   * the end and would leave out further members.
   */
  private static final class Buffered extends BufferedInputStream {

    Buffered(InputStream in) {
      super(in, BUFFER);
    }

    @Override
    public synchronized int available() throws IOException {
      int now = super.available();
      if (now > 0) {
        return now;
      }
      mark(1);
      int next = read();
      reset();
      return next < 0 ? 0 : 1;
    }
  }

  /** Turns the decompressor's complaints into those about the file. */
  private static final class Checked extends FilterInputStream {
    private final String file;

    Checked(InputStream in, String file) {
      super(in);
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (EOFException | ZipException e) {
        throw damaged(file, e);
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (EOFException | ZipException e) {
        throw damaged(file, e);
      }
    }
  }
}
