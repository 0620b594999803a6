package org.sparksvi.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.sparksvi.format.Compression;
import org.sparksvi.format.FormatException;

/** The rows of a part of an idx file, one at a time; closed when the task ends. */
final class IdxReader implements Iterator<Row> {
  private final IdxPart part;
  private final InputStream in;
  private final byte[] bytes; // of a row
  private int next;

  IdxReader(Configuration configuration, IdxPart part) {
    this.part = part;
    this.next = part.from();
    this.bytes = new byte[part.header().rowBytes()];
    try {
      FSDataInputStream raw = InputFiles.open(configuration, part.file().path());
      TaskCompletionListener ended = context -> close(raw);
      TaskContext.get().addTaskCompletionListener(ended);
      if (part.whole()) {
        in = Compression.open(raw, part.file().path());
        in.skipNBytes(part.header().offset(0));
      } else {
        in = raw;
        raw.seek(part.header().offset(next));
      }
    } catch (IOException e) {
      throw failed(e);
    }
    requireEnd();
  }

  @Override
  public boolean hasNext() {
    return next < part.to();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("after the last row of " + part.file().path());
    }
    long offset = part.header().offset(next);
    try {
      int read = in.readNBytes(bytes, 0, bytes.length);
      if (read < bytes.length) {
        throw new FormatException(
            part.file().path() + ", byte " + (offset + read),
            "there must be %d rows, but row %d is cut off".formatted(part.header().rows(), next));
      }
    } catch (IOException e) {
      throw failed(e);
    }
    long number = part.before() + next;
    next++;
    requireEnd();
    return RowFactory.create(
        number, Vectors.dense(part.header().decode(bytes)), part.file().name(), offset, number);
  }

  /** A compressed file must end behind its last row; of a plain one the length is known. */
  private void requireEnd() {
    try {
      if (part.whole() && !hasNext() && in.read() >= 0) {
        throw new FormatException(
            part.file().path(),
            "the file must end behind its %d rows, but goes on".formatted(part.header().rows()));
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void close(InputStream raw) {
    try {
      raw.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing a file that was read", e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("reading " + part.file().path(), e);
  }
}
