package org.sparksvi.format;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** How a file is compressed, which its first bytes say, whatever its name. */
public enum Compression {
  NONE(""),
  GZIP("\u001f\u008b"),
  BZIP2("BZh?1AY&"),
  ZSTD("(\u00b5/\u00fd"),
  XZ("\u00fd7zXZ\0");

  /** Bytes of a file that {@link #of} looks at. */
  public static final int MAGIC_BYTES = 8;

  private static final int BUFFER = 1 << 16;

  private final String magic; // a character a byte, ? for any

  Compression(String magic) {
    this.magic = magic;
  }

  /** Of a file that begins with these bytes. */
  public static Compression of(byte[] first) {
    for (Compression compression : values()) {
      if (compression != NONE && compression.begins(first)) {
        return compression;
      }
    }
    return NONE;
  }

  private boolean begins(byte[] first) {
    return first.length >= magic.length()
        && IntStream.range(0, magic.length())
            .allMatch(i -> magic.charAt(i) == '?' || magic.charAt(i) == (first[i] & 0xff));
  }

  /**
   * The content of {@code in}, decompressed where it is compressed; closing it closes {@code in}.
   * Damaged or cut compressed data end in a {@link FormatException} that names {@code file}.
   */
  public static InputStream open(InputStream in, String file) throws IOException {
    InputStream buffered = new Buffered(in);
    buffered.mark(MAGIC_BYTES);
    Compression compression = of(buffered.readNBytes(MAGIC_BYTES));
    buffered.reset();
    if (compression == NONE) {
      return buffered;
    }
    try {
      return new Checked(compression.decompress(buffered), compression, file);
    } catch (IOException e) {
      throw compression.failure(file, e);
    }
  }

  private InputStream decompress(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, BUFFER);
      case BZIP2 -> Libraries.bzip2(in);
      case ZSTD -> Libraries.zstd(in);
      case XZ -> Libraries.xz(in);
    };
  }

  /** What damaged data are called; gzip's own reader tells them from a file that cannot be read. */
  private RuntimeException failure(String file, IOException e) throws IOException {
    if (this == GZIP && !(e instanceof EOFException || e instanceof ZipException)) {
      throw e;
    }
    String how = e instanceof EOFException ? "end too early" : "are damaged";
    return new FormatException(
        file, "%s data %s (%s)".formatted(name().toLowerCase(Locale.ROOT), how, e.getMessage()), e);
  }

  /** Loaded only where a file needs one: a model is scored without these libraries. */
  private static final class Libraries {
    static InputStream bzip2(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }

    static InputStream zstd(InputStream in) throws IOException {
      return new ZstdInputStream(in);
    }

    static InputStream xz(InputStream in) throws IOException {
      return XZCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .get();
    }
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
    private final Compression compression;
    private final String file;

    Checked(InputStream in, Compression compression, String file) {
      super(in);
      this.compression = compression;
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        throw compression.failure(file, e);
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (IOException e) {
        throw compression.failure(file, e);
      }
    }
  }
}
