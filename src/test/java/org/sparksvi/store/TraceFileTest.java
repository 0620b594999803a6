package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.engine.Spent;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Waiting;
import org.sparksvi.format.FormatException;

final class TraceFileTest {
  @TempDir Path directory;
  private FileSystem fs;
  private org.apache.hadoop.fs.Path path;

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    path = new org.apache.hadoop.fs.Path(StoreFixtures.path(directory), "trace.jsonl");
  }

  private static TraceLine line(long round) {
    boolean even = round % 2 == 0;
    return new TraceLine(
        round,
        1 + round / 10,
        64,
        even ? 100.5 : 100,
        round / 3.0,
        OptionalDouble.of(1.0 / round),
        -1e6 / round,
        1e-3 * round,
        even ? OptionalDouble.of(5.5) : OptionalDouble.empty(),
        even ? OptionalDouble.of(-1e300) : OptionalDouble.empty(),
        even ? OptionalDouble.of(-0.1) : OptionalDouble.empty(),
        even ? OptionalDouble.of(-0.2) : OptionalDouble.empty(),
        OptionalDouble.empty(),
        even ? OptionalDouble.of(0.01) : OptionalDouble.empty(),
        even ? Optional.empty() : Optional.of(new Waiting("executor 1 on a", 0.25)),
        even ? Optional.empty() : Optional.of(new Spent(0.5, 0.25, 0.125)));
  }

  private static List<TraceLine> lines(long last) {
    return LongStream.rangeClosed(1, last).mapToObj(TraceFileTest::line).toList();
  }

  @Test
  void linesComeBackAndHaveTheKeysThatOthersReadThemBy() throws IOException {
    try (TraceFile trace = TraceFile.open(fs, path, 0)) {
      assertTrue(trace.append(line(1)), "each line is due where a flush costs little");
      trace.append(line(2));
      trace.flush();
      assertEquals(lines(2), TraceFile.read(fs, path));
    }

    assertEquals(
        "{\"round\":1,\"epoch\":1,\"rows\":64,\"units\":100,\"seconds\":0.3333333333333333,"
            + "\"rate\":1.0,\"expectedLogLikelihood\":-1000000.0,\"localKl\":0.001,"
            + "\"globalKl\":null,\"elbo\":null,\"elboPerRow\":null,\"elboPerUnit\":null,"
            + "\"heldOut\":null,\"heldOutError\":null,\"waitedFor\":\"executor 1 on a\",\"waitedShare\":0.25,"
            + "\"exchangeSeconds\":0.5,\"computingSeconds\":0.25,\"aloneSeconds\":0.125}",
        Files.readAllLines(directory.resolve("trace.jsonl")).get(0));
  }

  @Test
  void linesAfterTheRoundToGoOnFromAreCut() throws IOException {
    write(fs, 0, 1, 9);
    Files.writeString(
        directory.resolve("trace.jsonl"),
        "{\"round\":10,\"ep",
        java.nio.file.StandardOpenOption.APPEND);

    write(fs, 6, 7, 12);

    assertEquals(lines(12), TraceFile.read(fs, path));
  }

  @Test
  void aFileSystemThatCannotAppendKeepsTheSameTrace() throws IOException {
    FileSystem appendless = new Appendless(fs);

    write(appendless, 0, 1, 300);
    write(appendless, 250, 251, 500);

    assertEquals(lines(500), TraceFile.read(fs, path));
    assertEquals(1, fs.listStatus(StoreFixtures.path(directory)).length);
  }

  @Test
  void linesAreReadableAfterAFlush() throws IOException {
    FileSystem appendless = new Appendless(fs);
    try (TraceFile trace = TraceFile.open(appendless, path, 0)) {
      assertFalse(trace.append(line(1)), "the file would be written anew for one line");
      assertEquals(List.of(), TraceFile.read(fs, path));

      trace.flush();

      assertEquals(lines(1), TraceFile.read(fs, path));
    }
  }

  @Test
  void whatAFailureLeftInTheFileIsMended() throws IOException {
    Failing failing = new Failing(fs);
    try (TraceFile trace = TraceFile.open(failing, path, 0)) {
      for (long round = 1; round <= 30; round++) {
        trace.append(line(round));
        if (round % 3 == 0) {
          failing.room = 6 * round; // within the line
          failing.diskIsFull = round % 2 == 0;
          assertThrows(IOException.class, trace::flush, "round " + round);
          failing.room = Long.MAX_VALUE;
        } else {
          trace.flush();
          assertEquals(lines(round), TraceFile.read(fs, path));
        }
      }
    }
    assertEquals(lines(30), TraceFile.read(fs, path));
  }

  @Test
  void noFileIsAnEmptyTrace() throws IOException {
    assertEquals(List.of(), TraceFile.read(fs, path));
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    write(fs, 0, 1, 3);
    Path file = directory.resolve("trace.jsonl");
    Files.writeString(file, Files.readString(file).replace("\"round\":2", "\"round\":\"two\""));

    FormatException e = assertThrows(FormatException.class, () -> TraceFile.read(fs, path));

    assertEquals(
        path + ", line 2: 'round' must be an integer from 1 to 9223372036854775807, but is \"two\"",
        e.getMessage());
  }

  private void write(FileSystem on, long after, long from, long to) throws IOException {
    try (TraceFile trace = TraceFile.open(on, path, after)) {
      for (long round = from; round <= to; round++) {
        if (trace.append(line(round))) {
          trace.flush();
        }
      }
    }
  }

  /** Stands for an object store. */
  private static final class Appendless extends FilterFileSystem {
    Appendless(FileSystem fs) {
      super(fs);
    }

    @Override
    public boolean hasPathCapability(org.apache.hadoop.fs.Path path, String capability) {
      return false;
    }

    @Override
    public org.apache.hadoop.fs.FSDataOutputStream append(
        org.apache.hadoop.fs.Path path, int size, org.apache.hadoop.util.Progressable progress) {
      throw new UnsupportedOperationException("no append");
    }
  }

  /** A file system whose files grow by so many bytes more, and then fails in one of two ways. */
  private static final class Failing extends FilterFileSystem {
    private long room = Long.MAX_VALUE;
    private boolean diskIsFull;

    Failing(FileSystem fs) {
      super(fs);
    }

    @Override
    public FSDataOutputStream append(
        org.apache.hadoop.fs.Path path, int size, org.apache.hadoop.util.Progressable progress)
        throws IOException {
      FSDataOutputStream file = fs.append(path, size, progress);
      return new FSDataOutputStream(
          new FilterOutputStream(file) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
              int fits = (int) Math.min(room, length);
              file.write(bytes, from, fits);
              file.hflush();
              room -= fits;
              if (fits < length) {
                if (diskIsFull) {
                  failAsOfAFullDisk();
                }
                throw new IOException("the file system does not answer");
              }
            }
          },
          null);
    }

    /** Hadoop makes it an error, not an exception. */
    private void failAsOfAFullDisk() throws IOException {
      try (FSDataOutputStream full = fs.append(new org.apache.hadoop.fs.Path("/dev/full"))) {
        full.write(1);
        full.hflush();
      }
    }
  }
}
