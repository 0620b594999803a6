package org.sparksvi.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.kind.Kinds;
import org.sparksvi.store.DyingFileSystem;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunUpdates;

/** Rollbacks that end anywhere, and are repeated. */
final class RollbackTest {
  private static final Path RUN =
      Path.of("src/test/resources/org/sparksvi/published/1/mixture/run");

  @TempDir Path directory;
  private FileSystem fs;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void writeRun() throws IOException {
    fs = HadoopFiles.of(path(), new Configuration());
    copy(RUN, directory.resolve("run"));
    Files.deleteIfExists(directory.resolve("run/current.json"));
    RunUpdates updates = new RunUpdates(0, List.of());
    for (String day : List.of("a", "b", "c")) {
      RunUpdates.Update update = updates.next(day.repeat(64), day);
      updates = updates.with(update);
      Path of = Files.createDirectories(directory.resolve("run/updates/" + update.directory()));
      copy(RUN.resolve("model"), of.resolve("model"));
    }
    updates.write(new RunDirectory(fs, path()));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.sorted().toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(directory.resolve("run").toUri());
  }

  private RecordedRun run(FileSystem on) {
    return new RecordedRun(new RunDirectory(on, path()), Kinds.installed());
  }

  private int days() throws IOException {
    return RunUpdates.read(new RunDirectory(fs, path())).days().size();
  }

  /** The lock of a process that is gone is taken over; here the process lives. */
  private void unlock() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("run"))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().contains("lock")) {
          Files.delete(file);
        }
      }
    }
  }

  private void removeRun() throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("run"))) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void aRepetitionAfterADeathAnywhereTakesBackOneUpdate() throws IOException {
    int deaths = 0;
    for (int allowed = 0; ; allowed++) {
      boolean died = false;
      try {
        run(new DyingFileSystem(fs, allowed)).rollBack(OptionalInt.empty(), notes::add);
      } catch (RuntimeException e) {
        died = true;
        deaths++;
      }
      unlock();
      run(fs).rollBack(OptionalInt.empty(), notes::add);
      assertEquals(2, days(), "died after " + allowed);
      assertEquals(2, new RunDirectory(fs, path()).read().orElseThrow().days().size());
      run(fs).endRollBack(notes::add);
      run(fs).rollBack(OptionalInt.empty(), notes::add);
      assertEquals(1, days());
      removeRun();
      writeRun();
      if (!died) {
        break;
      }
    }
    assertTrue(deaths >= 4, deaths + " deaths");
  }

  @Test
  void oneThatNamesItsUpdateMayBeRepeatedForEver() throws IOException {
    for (int again = 0; again < 3; again++) {
      org.apache.hadoop.fs.Path model = run(fs).rollBack(OptionalInt.of(3), notes::add);
      assertTrue(model.toString().contains("updates/000002-bbbbbbbbbbbb/model"), model.toString());
      run(fs).endRollBack(notes::add);
      assertEquals(2, days());
    }
    assertEquals("update 3 is taken back already", notes.get(notes.size() - 1));
    for (int wrong : new int[] {1, 0, 4}) {
      assertThrows(
          ConfigurationException.class, () -> run(fs).rollBack(OptionalInt.of(wrong), notes::add));
    }
    assertEquals(2, days());
  }

  @Test
  void anUpdateForgetsARollbackThatWasNotFinished() throws IOException {
    run(fs).rollBack(OptionalInt.empty(), notes::add);
    RunDirectory there = new RunDirectory(fs, path());
    RunUpdates updates = RunUpdates.read(there);
    assertEquals("000003-cccccccccccc", updates.takenBack().orElseThrow());
    updates.with(updates.next("d".repeat(64), "d")).write(there);

    run(fs).rollBack(OptionalInt.empty(), notes::add);

    assertEquals(2, days());
  }
}
