package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.engine.State;

/** A disk that is full from any byte on: what was there stays whole, and writing goes on later. */
final class FullDiskTest {
  private static final int STEP = 97; // bytes from one place where the disk is full to the next

  @TempDir Path directory;

  private Checkpoints checkpoints(FileSystem fs, Path at) {
    return new Checkpoints(fs, StoreFixtures.path(at), 2, Map.of("data", "d"));
  }

  @Test
  void theCheckpointBeforeStaysAndTheNextIsWritten() throws IOException {
    FileSystem disk = StoreFixtures.fileSystem(directory);
    State before = CheckpointsTest.state(4);
    State after = CheckpointsTest.state(5);
    int refused = 0;
    for (int room = 0; ; room += STEP) {
      Path at = directory.resolve("room" + room);
      checkpoints(disk, at).save(before);
      FullDisk full = new FullDisk(disk, room);
      Checkpoints there = checkpoints(full, at);
      try {
        there.save(after);
        break;
      } catch (IOException e) {
        assertEquals("No space left on device", e.getMessage());
        refused++;
      }

      State left = checkpoints(disk, at).latest(c -> c, message -> {}).orElseThrow().state();
      CheckpointsTest.assertSameBits(left.round() == 4 ? before : after, left);
      full.room = Long.MAX_VALUE;
      there.save(after);
      CheckpointsTest.assertSameBits(
          after, checkpoints(disk, at).latest(c -> c, message -> {}).orElseThrow().state());
    }
    assertTrue(refused > 10, "the disk was full " + refused + " times");
  }

  @Test
  void theRecordBeforeStays() throws IOException {
    FileSystem disk = StoreFixtures.fileSystem(directory);
    RunRecord before =
        RunRecord.begun(org.sparksvi.format.Json.object(), 1, Map.of("java", "17"), "scalar");
    new RunDirectory(disk, StoreFixtures.path(directory)).write(before);
    RunDirectory full = new RunDirectory(new FullDisk(disk, 40), StoreFixtures.path(directory));

    assertThrows(IOException.class, () -> full.write(before.failed("something", 1)));

    assertEquals(before, full.read().orElseThrow());
    try (var files = java.nio.file.Files.list(directory)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertEquals(List.of("run.json"), names);
    }
  }

  /** A file system that takes so many bytes more. */
  private static final class FullDisk extends FilterFileSystem {
    private long room;

    FullDisk(FileSystem fs, long room) {
      super(fs);
      this.room = room;
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path path,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      return limited(
          fs.create(path, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    private FSDataOutputStream limited(OutputStream out) throws IOException {
      return new FSDataOutputStream(
          new OutputStream() {
            @Override
            public void write(int value) throws IOException {
              write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
              int fits = (int) Math.min(room, length);
              out.write(bytes, from, fits);
              room -= fits;
              if (fits < length) {
                throw new IOException("No space left on device");
              }
            }

            @Override
            public void close() throws IOException {
              out.close();
            }
          },
          null);
    }
  }
}
