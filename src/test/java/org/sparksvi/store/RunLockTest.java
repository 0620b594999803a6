package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.format.Json;

/** One live process a run directory, whoever stands still. */
final class RunLockTest {
  private static final double BEAT_SECONDS = 100; // no beat comes within a test
  private static final LockOwner ELSEWHERE = new LockOwner("elsewhere", "", 17, 5);

  @TempDir Path directory;
  private RunDirectory run;
  private final List<String> messages = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    run =
        new RunDirectory(
            StoreFixtures.fileSystem(directory), StoreFixtures.path(directory.resolve("run")));
    run.fileSystem().mkdirs(run.path());
  }

  private RunLock take() throws IOException {
    return RunLock.take(run, BEAT_SECONDS, messages::add);
  }

  private Path file(String name) {
    return directory.resolve("run").resolve(name);
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(run.path(), name);
  }

  /** The lock of some process, as old as the last sign that it gave. */
  private void leave(LockOwner owner, long epoch, double secondsAgo) throws IOException {
    LockEntry entry = new LockEntry(epoch, owner, Optional.of("app-7"), BEAT_SECONDS, false);
    for (String name : List.of("lock.json", ".lock-" + epoch + ".tmp")) {
      Files.write(file(name), entry.bytes());
      age(name, secondsAgo);
    }
  }

  private void age(String name, double seconds) throws IOException {
    Files.setLastModifiedTime(
        file(name), FileTime.from(Instant.now().minusMillis((long) (1000 * seconds))));
  }

  private static void put(RunDirectory directory, String name) throws IOException {
    HadoopFiles.writeAtomically(
        directory.fileSystem(),
        new org.apache.hadoop.fs.Path(directory.path(), name),
        name.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theFileSaysWhoUsesTheDirectoryWhileSomebodyDoes() throws IOException {
    try (RunLock lock = take()) {
      lock.setApplication("app-1");

      var json = Json.read(Files.readString(file("lock.json")), "lock.json");
      assertEquals(1, json.path("epoch").asLong());
      assertEquals(ProcessHandle.current().pid(), json.path("process").asLong());
      assertEquals("app-1", json.path("application").asText());
      assertTrue(Instant.parse(json.path("heartbeat").asText()).isBefore(Instant.now()));
    }
    assertFalse(Files.exists(file("lock.json")));
    assertEquals(List.of(), messages);
  }

  @Test
  void everyOwnerHasTheNextEpoch() throws IOException {
    for (int epoch = 1; epoch <= 3; epoch++) {
      try (RunLock lock = take()) {
        lock.setApplication("app");
        var json = Json.read(Files.readString(file("lock.json")), "lock.json");
        assertEquals(epoch, json.path("epoch").asInt());
      }
    }
    try (var files = Files.list(directory.resolve("run"))) {
      assertEquals(List.of(".lock-3.tmp"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void aSecondLiveProcessIsRefusedByName() throws IOException {
    leave(ELSEWHERE, 4, 2.9 * BEAT_SECONDS);

    RunInUseException e = assertThrows(RunInUseException.class, this::take);

    assertEquals(
        "run directory %s is in use by process 17 on elsewhere (application app-7)"
            .formatted(run.path()),
        e.getMessage());
  }

  @Test
  void aLockIsTakenAfterThreeSilentIntervals() throws IOException {
    leave(ELSEWHERE, 4, 3.1 * BEAT_SECONDS);

    try (RunLock lock = take()) {
      lock.setApplication("app-8");
      var json = Json.read(Files.readString(file("lock.json")), "lock.json");
      assertEquals(5, json.path("epoch").asInt());
    }
    assertEquals(
        List.of(
            "process 17 on elsewhere (application app-7) has given no sign of life for 310 seconds: taking its lock"),
        messages);
  }

  @Test
  void aClockThatWasSetBackLocksNobodyOut() throws IOException {
    leave(ELSEWHERE, 4, -2.9 * BEAT_SECONDS);
    assertThrows(RunInUseException.class, this::take);

    leave(ELSEWHERE, 4, -3600);
    take().close();

    assertTrue(messages.get(0).contains("seconds ahead of the clock"), messages.get(0));
  }

  @ParameterizedTest
  @CsvSource({"0, 31", "-1, 31", "1e300, 1814401"}) // those of an unreadable lock, and three weeks
  void aBeatThatCannotBeLocksNobodyOutForEver(double beat, double silent) throws IOException {
    LockEntry entry = new LockEntry(4, ELSEWHERE, Optional.empty(), beat, false);
    Files.write(file(".lock-4.tmp"), entry.bytes());
    assertThrows(RunInUseException.class, this::take);

    age(".lock-4.tmp", silent);
    take().close();
  }

  @Test
  void theLockOfAProcessThatIsGoneIsTakenAtOnce() throws IOException {
    LockOwner here = LockOwner.here();
    leave(new LockOwner(here.host(), here.processes(), here.process(), here.started() - 1), 1, 0);

    take().close();

    assertEquals(1, messages.size());
    assertTrue(messages.get(0).endsWith("left its lock behind: taking it"), messages.get(0));
  }

  @Test
  void aProcessOfAnotherContainerOnThisHostIsNotThoughtGone() throws IOException {
    leave(new LockOwner(LockOwner.here().host(), "pid:[1]", 1 << 30, 5), 1, 0);

    assertThrows(RunInUseException.class, this::take);
  }

  @Test
  void aHalfWrittenLockIsInUseUntilItIsOld() throws IOException {
    Files.write(file(".lock-2.tmp"), new byte[0]);

    assertThrows(RunInUseException.class, this::take);

    age(".lock-2.tmp", 31); // three intervals of ten seconds, where the file does not say
    take().close();
  }

  @Test
  void anOwnerThatStoodStillChangesNothingMore() throws IOException {
    RunLock first = take();
    RunDirectory before = first.guarded();
    put(before, "model.json");
    FileSystem fs = before.fileSystem();
    leave(ELSEWHERE, 1, 4 * BEAT_SECONDS); // as if the beats of the first had stopped long ago
    Files.write(
        file(".lock-1.tmp"),
        new LockEntry(1, LockOwner.here(), Optional.empty(), BEAT_SECONDS, false).bytes());
    age(".lock-1.tmp", 4 * BEAT_SECONDS);

    RunLock second = take();
    put(second.guarded(), "model.json");
    byte[] kept = Files.readAllBytes(file("model.json"));

    RunInUseException e = assertThrows(RunInUseException.class, () -> put(before, "model.json"));
    assertTrue(
        e.getMessage().contains("was taken over by process " + ProcessHandle.current().pid())
            && e.getMessage().contains("epoch 2, while this process, epoch 1, gave no sign"),
        e.getMessage());
    assertThrows(RunInUseException.class, () -> fs.delete(path("model.json"), false));
    assertThrows(RunInUseException.class, () -> fs.append(path("model.json")));
    assertThrows(RunInUseException.class, () -> fs.create(path("model.json"), true));
    assertThrows(RunInUseException.class, () -> fs.rename(path("model.json"), path("other")));
    first.close();
    assertEquals(new String(kept, StandardCharsets.UTF_8), Files.readString(file("model.json")));
    assertTrue(Files.exists(file("lock.json")), "the second still holds it");
    second.close();
  }

  @Test
  void anOwnerWhoseFilesSomebodyRemovedEnds() throws IOException {
    RunLock lock = take();
    Files.delete(file(".lock-1.tmp"));

    RunInUseException e =
        assertThrows(RunInUseException.class, () -> put(lock.guarded(), "run.json"));

    assertTrue(e.getMessage().contains("was taken from it"), e.getMessage());
    lock.close();
  }

  @Test
  void ofManyThatTakeALeftOverLockAtOnceExactlyOneSucceeds() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int turn = 0; turn < 20; turn++) {
      List<Callable<Optional<RunLock>>> takers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        takers.add(
            () -> {
              try {
                return Optional.of(RunLock.take(run, BEAT_SECONDS, line -> {}));
              } catch (RunInUseException e) {
                return Optional.empty();
              }
            });
      }
      int owners = 0;
      for (Future<Optional<RunLock>> taken : pool.invokeAll(takers)) {
        if (taken.get().isPresent()) {
          owners++;
          taken.get().get().setApplication("the one"); // still its own
          leave(ELSEWHERE, turn + 1, 4 * BEAT_SECONDS);
        }
      }
      assertEquals(1, owners, "turn " + turn);
    }
    pool.shutdown();
  }

  @Test
  void aFileSystemThatCannotLockIsSaid() throws IOException {
    FileSystem objects =
        new FilterFileSystem(run.fileSystem()) {
          @Override
          public URI getUri() {
            return URI.create("s3a://bucket");
          }
        };

    RunLock.take(new RunDirectory(objects, run.path()), BEAT_SECONDS, messages::add).close();

    assertEquals(1, messages.size());
    assertTrue(
        messages.get(0).contains("is not known to create a file for one process alone"),
        messages.get(0));
  }

  private Path leave(String name) throws IOException {
    Files.createDirectories(file(name).getParent());
    return Files.writeString(file(name), "half");
  }

  @Test
  void whatKilledWritersLeftIsRemovedByTheNextOwnerAndNothingOfOthers() throws IOException {
    String update = "updates/000001-0123456789ab/";
    List<Path> left = new ArrayList<>();
    for (String name :
        List.of(
            ".run.json.0.tmp",
            ".current.json.17.tmp",
            "checkpoints/.round-000000000007.json.0.tmp",
            "blocks/training/.part-00000.safetensors.1.tmp",
            "model/.model.json.0.tmp",
            update + ".drift.json.0.tmp",
            update + "blocks/.vocabulary.txt.0.tmp",
            "..lock-1.tmp.0.tmp")) {
      left.add(leave(name));
    }
    age("..lock-1.tmp.0.tmp", 3700);
    Path repeated = leave(".again/blocks/training/part-00000.safetensors");
    List<Path> stay = new ArrayList<>();
    for (String name :
        List.of(
            ".lock.json.0.tmp", // of somebody who looks at the directory at this moment
            ".notes.tmp",
            ".thesis.txt.0.tmp",
            "checkpoints/.mine.0.tmp",
            "others-1/.run.json.0.tmp")) {
      stay.add(leave(name));
    }
    Path directory = Files.createDirectories(file(".trace.jsonl.0.tmp").resolve("x"));

    take().close();

    assertEquals(List.of(), left.stream().filter(Files::exists).toList());
    assertFalse(Files.exists(repeated));
    assertEquals(stay, stay.stream().filter(Files::exists).toList());
    assertTrue(Files.exists(directory));
    assertEquals(1, messages.size(), messages.toString());
    assertTrue(
        messages.get(0).contains(".trace.jsonl.0.tmp was left over, and cannot be removed"),
        messages.get(0));
  }
}
