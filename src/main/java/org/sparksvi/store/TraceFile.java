package org.sparksvi.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.format.JsonLines;

/**
 * The trace of a run, one line per round, growing as the run goes on.
 *
 * <p>Where the file system appends, lines are due one by one on the local one and in batches
 * elsewhere; where it cannot, the file is written anew whenever it has grown by an eighth. One
 * instance serves one thread.
 */
public final class TraceFile implements Closeable {
  private static final int BATCH = 64; // lines kept back at most, where each flush costs

  private final FileSystem fs;
  private final Path path;
  private final List<TraceLine> pending = new ArrayList<>();
  private final boolean appends;
  private final int batch;
  private FSDataOutputStream stream; // null where the file system cannot append, or has failed
  private long written; // lines in the file

  private TraceFile(FileSystem fs, Path path, long written) throws IOException {
    this.fs = fs;
    this.path = path;
    this.written = written;
    this.appends = fs.hasPathCapability(path, CommonPathCapabilities.FS_APPEND);
    this.stream = appends ? fs.append(path) : null;
    this.batch = FencedFileSystem.isLocal(fs) ? 1 : BATCH;
  }

  /**
   * Opens a trace to go on after a round, or a new one after round 0.
   *
   * <p>Lines of later rounds, and one that was being written when its writer died, are cut off. The
   * file is written anew, so that no writer before can add to it.
   */
  public static TraceFile open(FileSystem fs, Path path, long lastRound) throws IOException {
    FileSystem plain = HadoopFiles.plain(fs);
    long[] kept = {0};
    HadoopFiles.writeAtomically(
        plain,
        path,
        out -> {
          OutputStream buffered = new BufferedOutputStream(out);
          forEach(
              plain,
              path,
              line -> {
                if (line.round() <= lastRound) {
                  JsonLines.write(TraceJson.write(line), buffered);
                  kept[0]++;
                }
              });
          buffered.flush();
        });
    return new TraceFile(plain, path, kept[0]);
  }

  /** Adds the line of a round, in memory; whether it is time to {@link #flush}. */
  public boolean append(TraceLine line) {
    pending.add(line);
    return pending.size() >= (appends ? batch : Math.max(batch, written / 8));
  }

  /**
   * Makes all lines so far readable by others. Where the file system fails, the lines stay in
   * memory, and a later call mends what this one may have left in the file.
   */
  public void flush() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    if (stream == null) {
      HadoopFiles.writeAtomically(fs, path, this::rewrite);
      stream = appends ? fs.append(path) : null;
    } else {
      add();
    }
    written += pending.size();
    pending.clear();
  }

  private void add() throws IOException {
    FSDataOutputStream open = stream;
    stream = null;
    try {
      OutputStream buffered = new BufferedOutputStream(open);
      writePending(buffered);
      open.hflush();
    } catch (IOException | FSError e) {
      IOException failure =
          e instanceof FSError error ? HadoopFiles.failure(error) : (IOException) e;
      closeAfter(open, failure);
      throw failure;
    }
    stream = open;
  }

  private static void closeAfter(FSDataOutputStream open, IOException failure) {
    try {
      open.close();
    } catch (IOException | FSError e) {
      failure.addSuppressed(e);
    }
  }

  /** The lines that are known to be in the file, and those that are not. */
  private void rewrite(OutputStream out) throws IOException {
    OutputStream buffered = new BufferedOutputStream(out);
    try (InputStream in = new BufferedInputStream(HadoopFiles.open(fs, path))) {
      for (long line = 0; line < written; ) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException(
              "%s must have %d lines, but has %d".formatted(path, written, line));
        }
        buffered.write(next);
        line += next == '\n' ? 1 : 0;
      }
    }
    writePending(buffered);
  }

  private void writePending(OutputStream buffered) throws IOException {
    for (TraceLine line : pending) {
      JsonLines.write(TraceJson.write(line), buffered);
    }
    buffered.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
    if (stream != null) {
      stream.close();
    }
  }

  /** All finished lines of a trace; none where there is no file. */
  public static List<TraceLine> read(FileSystem fs, Path path) throws IOException {
    List<TraceLine> lines = new ArrayList<>();
    forEach(HadoopFiles.plain(fs), path, lines::add);
    return lines;
  }

  /** Shows all finished lines of a trace, in their order. */
  public static void read(FileSystem fs, Path path, Consumer<TraceLine> consumer)
      throws IOException {
    forEach(HadoopFiles.plain(fs), path, consumer::accept);
  }

  private static void forEach(FileSystem fs, Path path, Sink sink) throws IOException {
    try (InputStream in = HadoopFiles.open(fs, path)) {
      JsonLines.read(
          in,
          path.toString(),
          (number, value) -> sink.take(TraceJson.read(value, path + ", line " + number)));
    } catch (FileNotFoundException e) {
      return; // a run that has not begun
    }
  }

  /** Where lines go. */
  private interface Sink {
    void take(TraceLine line) throws IOException;
  }
}
