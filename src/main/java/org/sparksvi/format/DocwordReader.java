package org.sparksvi.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * In-process reader of a UCI docword file, plain or gzip.
 *
 * <pre>
 *   D                     number of documents
 *   W                     number of words
 *   NNZ                   number of the lines that follow
 *   document word count   ids from 1, in any order
 * </pre>
 *
 * <p>Rows come in ascending order of documents. A document without a positive count has no row.
 * Blank lines are left out and not counted. The memory taken follows the entries that are there,
 * not the numbers that the header declares.
 */
public final class DocwordReader {

  /**
   * What was read.
   *
   * @param entries number of entry lines, invalid ones among them
   * @param rows number of documents with a positive count
   * @param invalid lines that were left out; empty where the first one ends the reading
   */
  public record Summary(DocwordHeader header, long entries, int rows, InvalidLines invalid) {}

  private final String file;
  private final OnInvalid policy;
  private final InvalidLines invalid = new InvalidLines();
  private final TreeMap<Integer, RowBuilder> documents = new TreeMap<>();

  private DocwordReader(String file, OnInvalid policy) {
    this.file = file;
    this.policy = policy;
  }

  /** Reads the stream to its end, then gives its rows to {@code sink}; does not close it. */
  public static Summary read(InputStream in, String file, OnInvalid policy, RowSink sink)
      throws IOException {
    return new DocwordReader(file, policy).read(Compression.open(in, file), sink);
  }

  private Summary read(InputStream in, RowSink sink) throws IOException {
    LineReader lines = new LineReader(in, DocwordEntry.LINE_BYTES);
    DocwordHeader header = DocwordHeader.read(lines, file);
    long entries = readEntries(lines, header);
    Optional<InvalidLine> mismatch = header.mismatch(file, entries);
    if (mismatch.isPresent()) {
      refuse(mismatch.get());
    }
    int rows = 0;
    while (!documents.isEmpty()) {
      Map.Entry<Integer, RowBuilder> document = documents.pollFirstEntry();
      document.getValue().emit(document.getKey(), file, sink);
      rows++;
    }
    return new Summary(header, entries, rows, invalid);
  }

  private long readEntries(LineReader lines, DocwordHeader header) throws IOException {
    DocwordEntry entry = new DocwordEntry(header);
    int document = -1;
    RowBuilder row = null;
    long entries = 0;
    while (lines.next()) {
      switch (entry.parse(lines.bytes(), lines.from(), lines.to())) {
        case BLANK -> {}
        case INVALID -> {
          entries++;
          refuse(invalidLine(lines, entry.reason()));
        }
        case ENTRY -> {
          entries++;
          if (entry.count() > 0) {
            if (entry.document() != document || row == null) {
              document = entry.document();
              row = documents.computeIfAbsent(document, d -> new RowBuilder());
            }
            row.add(entry.word(), entry.count());
          }
        }
      }
      if (entries > header.entries() && policy == OnInvalid.FAIL) {
        throw invalidLine(
                lines,
                "header declares NNZ %d, but this is entry %d".formatted(header.entries(), entries))
            .toException();
      }
    }
    return entries;
  }

  private InvalidLine invalidLine(LineReader lines, String reason) {
    return InvalidLine.atLine(
        file, lines.number(), lines.bytes(), lines.from(), lines.to(), reason);
  }

  private void refuse(InvalidLine line) {
    if (policy == OnInvalid.FAIL) {
      throw line.toException();
    }
    invalid.add(line);
  }
}
