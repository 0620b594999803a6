package org.sparksvi.spark.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.RowRoles;
import org.sparksvi.format.Compression;
import org.sparksvi.format.DocwordEntry;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.LineReader;
import org.sparksvi.spark.input.InputFiles.Chunk;

/**
 * Reads one range of a docword file: a part of a row for every run of lines of one document, then
 * the tally. Bad lines are tallied, never thrown: the driver decides, for all ranges together.
 */
final class DocwordLines implements Iterator<RowItem> {
  private static final int FIRST_SIZE = 64;

  private final Chunk range;
  private final LineReader lines;
  private final DocwordEntry entry;
  private final long origin; // offset of the first byte that lines sees
  private final long headerBytes; // of this file
  private final IngestTally tally = new IngestTally();
  private int[] columns = new int[FIRST_SIZE];
  private double[] counts = new double[FIRST_SIZE];
  private int size;
  private long document = -1; // of the run in hand
  private boolean ended;
  private RowItem ready;
  private boolean tallied;

  private DocwordLines(Chunk range, FSDataInputStream file, long headerBytes, DocwordEntry entry)
      throws IOException {
    this.range = range;
    this.entry = entry;
    this.headerBytes = headerBytes;
    // the line that the byte before the range belongs to is another task's
    origin = Math.max(0, range.start() - 1);
    file.seek(origin);
    lines =
        new LineReader(
            origin == 0 ? Compression.open(file, range.file().path()) : file,
            DocwordEntry.LINE_BYTES);
    if (range.start() > 0 && !lines.next()) {
      ended = true;
    }
  }

  /**
   * Opens a range; the file is closed when the task ends, however that ends.
   *
   * @param headerBytes bytes that the header takes at the beginning of this file
   */
  static DocwordLines open(
      Chunk range, long headerBytes, int documents, int words, Configuration configuration) {
    try {
      FSDataInputStream file = InputFiles.open(configuration, range.file().path());
      TaskContext.get()
          .addTaskCompletionListener((TaskCompletionListener) task -> close(file, range));
      return new DocwordLines(range, file, headerBytes, new DocwordEntry(documents, words));
    } catch (IOException e) {
      throw unreadable(range, e);
    }
  }

  @Override
  public boolean hasNext() {
    if (ready == null && !tallied) {
      ready = read();
      if (ready == null) {
        ready = RowItem.of(tally);
        tallied = true;
      }
    }
    return ready != null;
  }

  @Override
  public RowItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more lines");
    }
    RowItem item = ready;
    ready = null;
    return item;
  }

  /** The next run of lines of one document, or null at the end. */
  private RowItem read() {
    try {
      while (!ended) {
        long at = origin + lines.consumed(); // where the next line begins
        boolean beyond = !range.whole() && at >= range.end();
        if (beyond || !lines.next()) {
          ended = true;
        } else if (at >= headerBytes) {
          RowItem finished = take(at);
          if (finished != null) {
            return finished;
          }
        }
      }
    } catch (FormatException e) {
      ended = true;
      tally.addDamage(damage(e.problem()));
    } catch (IOException e) {
      throw unreadable(range, e);
    }
    return document >= 0 ? emit() : null;
  }

  /** Takes the line in hand; gives out the run before it where a new one begins. */
  private RowItem take(long at) {
    RowItem finished = null;
    switch (entry.parse(lines.bytes(), lines.from(), lines.to())) {
      case BLANK -> {}
      case INVALID -> {
        tally.addEntry();
        tally.addInvalid(
            InvalidLine.atByte(
                range.file().path(), at, lines.bytes(), lines.from(), lines.to(), entry.reason()));
      }
      case ENTRY -> {
        tally.addEntry();
        if (entry.document() != document && document >= 0) {
          finished = emit();
        }
        document = entry.document();
        if (entry.count() > 0) {
          add(entry.word(), entry.count());
        }
      }
    }
    return finished;
  }

  private void add(int word, double count) {
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    columns[size] = word;
    counts[size++] = count;
  }

  private RowItem emit() {
    RowItem item =
        RowItem.of(
            DataRow.unchecked(
                document,
                Arrays.copyOf(columns, size),
                Arrays.copyOf(counts, size),
                1,
                RowRoles.NONE));
    size = 0;
    document = -1;
    return item;
  }

  private InvalidLine damage(String reason) {
    byte[] none = {};
    return InvalidLine.atByte(range.file().path(), origin + lines.consumed(), none, 0, 0, reason);
  }

  private static InputException unreadable(Chunk range, IOException e) {
    return new InputException(
        range.file().path(), "file cannot be read (" + e.getMessage() + ")", e);
  }

  private static void close(FSDataInputStream file, Chunk range) {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + range.file().path(), e);
    }
  }
}
