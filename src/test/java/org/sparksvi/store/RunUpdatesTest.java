package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;
import org.sparksvi.format.Manifest;

/** The days of a run, in current.json and in run.json. */
final class RunUpdatesTest {
  @TempDir Path directory;
  private RunDirectory run;

  @BeforeEach
  void writeRecord() throws IOException {
    run = new RunDirectory(StoreFixtures.fileSystem(directory), StoreFixtures.path(directory));
    run.write(RunRecord.begun(Json.object(), 1, Map.of(), "scalar"));
  }

  private static RunUpdates with(RunUpdates updates, String name) {
    return updates.with(updates.next(name.repeat(64), name));
  }

  private static RunUpdates days(String... names) {
    RunUpdates updates = new RunUpdates(0, List.of());
    for (String name : names) {
      updates = with(updates, name);
    }
    return updates;
  }

  private List<RunUpdates.Update> recorded() throws IOException {
    return run.read().orElseThrow().days();
  }

  @Test
  void theRecordNamesTheDaysOfTheModel() throws IOException {
    RunUpdates two = days("a", "b");

    two.write(run);
    assertEquals(two.days(), recorded());
    two.withoutLatest().write(run);

    assertEquals(days("a").days(), recorded());
    assertEquals(two.withoutLatest(), RunUpdates.read(run));
  }

  /** One that cannot replace some file of the run. */
  private RunDirectory refusing(String name) {
    FileSystem refusing =
        new FilterFileSystem(run.fileSystem()) {
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
            if (path.getName().contains(name)) {
              throw new IOException("no " + name);
            }
            return fs.create(
                path, permission, overwrite, bufferSize, replication, blockSize, progress);
          }
        };
    return new RunDirectory(refusing, run.path());
  }

  /** Wherever a command ends, the record has no day that the published model lacks. */
  @Test
  void aCommandThatEndsInBetweenIsMadeGoodByTheNext() throws IOException {
    days("a").write(run);
    assertThrows(IOException.class, () -> days("a", "b").write(refusing("current.json")));
    assertEquals(days("a").days(), recorded());
    assertEquals(days("a"), RunUpdates.read(run));

    assertThrows(IOException.class, () -> days("a", "b").write(refusing("run.json")));
    assertEquals(days("a").days(), recorded());
    assertEquals(days("a", "b"), RunUpdates.read(run));
    RunUpdates.read(run).complete(run);
    assertEquals(days("a", "b").days(), recorded());

    RunUpdates back = days("a", "b").withoutLatest();
    assertThrows(IOException.class, () -> back.write(refusing("current.json")));
    assertEquals(days("a").days(), recorded());
    assertEquals(days("a", "b"), RunUpdates.read(run));
  }

  private void writeModel(RunUpdates updates) throws IOException {
    run.fileSystem().mkdirs(updates.model(run));
  }

  /** A crash on a file system that replaces a file by taking the old one away first. */
  @Test
  void aLostCurrentFileIsThatOfTheRecord() throws IOException {
    RunUpdates two = days("a", "b");
    writeModel(two);
    two.write(run);
    byte[] current = Files.readAllBytes(directory.resolve("current.json"));
    Files.delete(directory.resolve("current.json"));

    RunUpdates read = RunUpdates.read(run);
    read.complete(run);

    assertEquals(two, read);
    assertEquals(two.days(), recorded());
    assertArrayEquals(current, Files.readAllBytes(directory.resolve("current.json")));
  }

  @Test
  void aLostCurrentFileWithoutTheModelThatTheRecordNamesIsRefused() throws IOException {
    days("a", "b").write(run);
    Files.delete(directory.resolve("current.json"));

    RunDirectoryException refused =
        assertThrows(RunDirectoryException.class, () -> RunUpdates.read(run));

    String message = refused.getMessage();
    assertTrue(message.contains("has no current.json"), message);
    assertTrue(message.contains("000002-" + "b".repeat(12)), message);
    assertEquals(days("a", "b").days(), recorded());
  }

  /** Of a version before days were in it. */
  @Test
  void aRecordWithoutTheKeyHasNoDays() throws IOException {
    Path file = directory.resolve("run.json");
    var json = Json.read(Files.readString(file), "run.json");
    json.remove(List.of("days", "checksum"));
    NamedFiles.commit(
        new Manifest("spark-svi run", 1, 1 << 20),
        run.fileSystem(),
        StoreFixtures.path(file),
        json);

    assertEquals(List.of(), recorded());
  }
}
