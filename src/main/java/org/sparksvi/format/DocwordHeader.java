package org.sparksvi.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The three lines that begin a UCI docword file.
 *
 * @param documents D, number of documents
 * @param words W, number of words of the vocabulary
 * @param entries NNZ, number of entry lines
 * @param bytes length of the three lines with their ends: where the entries begin
 */
public record DocwordHeader(int documents, int words, long entries, long bytes) {
  private static final int LINES = 3;

  /** Reads the header of a plain or gzip stream, and possibly some bytes beyond it. */
  public static DocwordHeader read(InputStream in, String file) throws IOException {
    return read(new LineReader(Compression.open(in, file), DocwordEntry.LINE_BYTES), file);
  }

  /** The same of a file that may be without one: whose first line is not one number. */
  public static Optional<DocwordHeader> readIfAny(InputStream in, String file) throws IOException {
    BufferedInputStream content = new BufferedInputStream(Compression.open(in, file));
    content.mark(DocwordEntry.LINE_BYTES + 1);
    String start =
        new String(content.readNBytes(DocwordEntry.LINE_BYTES), StandardCharsets.ISO_8859_1);
    content.reset();
    boolean isHeader = start.lines().findFirst().orElse("").strip().matches("[0-9]+");
    return isHeader ? Optional.of(read(content, file)) : Optional.empty();
  }

  /** Whether another file's header says the same. */
  public boolean isOfSameCorpus(DocwordHeader other) {
    return other.documents == documents && other.words == words && other.entries == entries;
  }

  /**
   * What is wrong where the file has {@code found} entry lines: all that are not blank, invalid
   * ones among them.
   */
  public Optional<InvalidLine> mismatch(String file, long found) {
    if (found == entries) {
      return Optional.empty();
    }
    byte[] line = Long.toString(entries).getBytes(StandardCharsets.US_ASCII);
    String reason = "header declares NNZ " + entries + ", but the file has " + found + " entries";
    return Optional.of(InvalidLine.atLine(file, LINES, line, 0, line.length, reason));
  }

  static DocwordHeader read(LineReader lines, String file) throws IOException {
    int documents = (int) number(lines, file, "D, the number of documents", 0, Integer.MAX_VALUE);
    int words = (int) number(lines, file, "W, the number of words", 1, Integer.MAX_VALUE);
    long entries = number(lines, file, "NNZ, the number of entries", 0, Long.MAX_VALUE);
    return new DocwordHeader(documents, words, entries, lines.consumed());
  }

  private static long number(LineReader lines, String file, String what, long least, long most)
      throws IOException {
    if (!lines.next()) {
      throw new FormatException(
          file,
          "file ends after %d lines; the header has three: D, W and NNZ".formatted(lines.number()));
    }
    byte[] line = lines.bytes();
    String text =
        new String(line, lines.from(), lines.to() - lines.from(), StandardCharsets.ISO_8859_1)
            .strip();
    if (text.matches("[0-9]{1,19}")) {
      try {
        long value = Long.parseLong(text);
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        // beyond a long: refused below like every number that is too large
      }
    }
    throw InvalidLine.atLine(
            file,
            lines.number(),
            line,
            lines.from(),
            lines.to(),
            "%s, must be a whole number from %d to %d".formatted(what, least, most))
        .toException();
  }
}
