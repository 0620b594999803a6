package org.sparksvi.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Files of JSON objects, one per line, each ended by a line feed. */
public final class JsonLines {
  /** The longest line, in bytes. */
  public static final int LINE_BYTES = 1 << 20;

  private JsonLines() {}

  /** Where the objects of a file go. */
  public interface Sink {
    /** Takes the object on line {@code number}, from 1. */
    void line(long number, ObjectNode value) throws IOException;
  }

  /** Writes one line; does not flush. */
  public static void write(ObjectNode value, OutputStream out) throws IOException {
    out.write((Json.line(value) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads all finished lines and returns their bytes with the line feeds.
   *
   * <p>A last line without its line feed was being written when the writer ended: it is left out,
   * and the returned number, less than the file's length, is where to go on. Does not close the
   * stream.
   */
  public static long read(InputStream in, String file, Sink sink) throws IOException {
    LineReader lines = new LineReader(in, LINE_BYTES);
    long finished = 0;
    while (lines.next()) {
      if (!lines.finished()) {
        break;
      }
      String place = file + ", line " + lines.number();
      if (lines.to() - lines.from() > LINE_BYTES) {
        throw new FormatException(place, "line is longer than " + LINE_BYTES + " bytes");
      }
      String text = Utf8.decode(lines.bytes(), lines.from(), lines.to(), place);
      sink.line(lines.number(), Json.read(text, place));
      finished = lines.consumed();
    }
    return finished;
  }
}
