package org.sparksvi.spark.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparksvi.format.Compression;
import org.sparksvi.random.RowKeys;
import org.sparksvi.spark.input.InputFiles.Chunk;

/**
 * The documents of a chunk of a file: its lines, or the file as one.
 *
 * <p>A line belongs to the chunk that holds its first byte, so how files are cut changes nothing.
 * Lines end with LF, CR or both. Offsets of compressed files count uncompressed bytes. A byte order
 * mark at the beginning is left out.
 */
final class ChunkReader implements Iterator<Row>, Closeable {
  /** The longest document, in bytes. */
  static final int DOCUMENT_BYTES = 1 << 28;

  private final Chunk chunk;
  private final boolean whole;
  private final InputStream in;
  private final PieceLines lines; // null where the file is one document
  private boolean read; // the file
  private Row row; // read ahead; null at the end

  ChunkReader(Configuration configuration, Chunk chunk, boolean whole) {
    this.chunk = chunk;
    this.whole = whole;
    try {
      this.in = open(configuration);
      this.lines = whole ? null : lines();
    } catch (IOException e) {
      throw failed(e);
    }
    advance();
  }

  private PieceLines lines() throws IOException {
    long end = chunk.whole() ? Long.MAX_VALUE : chunk.end();
    return new PieceLines(in, chunk.start(), end, null, DOCUMENT_BYTES);
  }

  private InputStream open(Configuration configuration) throws IOException {
    FSDataInputStream raw = InputFiles.open(configuration, chunk.file().path());
    if (chunk.start() > 0) {
      raw.seek(PieceLines.before(chunk.start()));
      return raw;
    }
    return chunk.whole() ? Compression.open(raw, chunk.file().name()) : raw;
  }

  @Override
  public boolean hasNext() {
    return row != null;
  }

  @Override
  public Row next() {
    if (row == null) {
      throw new NoSuchElementException("after the last document of " + chunk.file().name());
    }
    Row current = row;
    advance();
    return current;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void advance() {
    try {
      row = whole ? readFile() : readLine();
    } catch (IOException e) {
      throw failed(e);
    }
    if (row == null) {
      close();
    }
  }

  private Row readLine() throws IOException {
    return lines.advance() ? document(lines.offset(), lines.bytes(), lines.to()) : null;
  }

  private Row readFile() throws IOException {
    if (read) {
      return null;
    }
    read = true;
    byte[] bytes = in.readNBytes(DOCUMENT_BYTES + 1);
    return document(0, bytes, bytes.length);
  }

  private Row document(long offset, byte[] bytes, int length) {
    String name = chunk.file().name();
    long key = whole ? RowKeys.ofText(name) : RowKeys.ofLine(name, offset);
    int from = offset == 0 ? PieceLines.mark(bytes, length) : 0;
    String problem;
    if (length > DOCUMENT_BYTES) {
      problem = "document must have at most " + DOCUMENT_BYTES + " bytes, but has more";
    } else {
      try {
        String text = Text.decode(bytes, from, length - from, false);
        return RowFactory.create(name, offset, text, key, null, null);
      } catch (CharacterCodingException e) {
        problem = "text must be UTF-8, but is not";
      }
    }
    String shown = new String(bytes, from, Math.min(length - from, 400), StandardCharsets.UTF_8);
    return RowFactory.create(name, offset, null, key, problem, shown);
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("reading " + chunk.file().path(), e);
  }
}
