package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttemptTest {
  @TempDir Path directory;
  private FileSystem local;
  private FileSystem other; // the same files, reached as on any file system

  @BeforeEach
  void open() throws IOException {
    local = StoreFixtures.fileSystem(directory);
    other = new FilterFileSystem(local) {};
  }

  private FileSystem fs(boolean isLocal) {
    return isLocal ? local : other;
  }

  private org.apache.hadoop.fs.Path out() {
    return StoreFixtures.path(directory.resolve("out"));
  }

  private static Path file(Attempt attempt) {
    return Path.of(attempt.path().toUri().getPath());
  }

  private static void fill(Attempt attempt) throws IOException {
    Files.writeString(Files.createDirectory(file(attempt)).resolve("part"), "rows");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void appearsAtOnceAndLeavesNothingBeside(boolean isLocal) throws IOException {
    try (Attempt attempt = Attempt.begin(fs(isLocal), out())) {
      fill(attempt);
      assertTrue(names().get(0).matches("\\.out\\.svi-[0-9a-f]{12}-0"), names().toString());
      attempt.publish();
    }

    assertEquals(List.of("out"), names());
    assertEquals("rows", Files.readString(directory.resolve("out/part")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailedOneRemovesItselfAlone(boolean isLocal) throws IOException {
    try (Attempt another = Attempt.begin(fs(isLocal), out())) {
      fill(another);
      try (Attempt mine = Attempt.begin(fs(isLocal), out())) {
        assertThrows(FileNotFoundException.class, mine::publish);
      }
      another.publish();
    }

    assertEquals(List.of("out"), names());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofTwoTheSecondIsRefusedAndTheFirstStays(boolean isLocal) throws IOException {
    try (Attempt first = Attempt.begin(fs(isLocal), out());
        Attempt second = Attempt.begin(fs(isLocal), out())) {
      fill(first);
      Files.createDirectory(file(second));
      first.publish();
      assertThrows(FileAlreadyExistsException.class, second::publish);
    }

    assertEquals(List.of("out"), names());
    assertEquals("rows", Files.readString(directory.resolve("out/part")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAnotherPutThereStays(boolean isLocal) throws IOException {
    try (Attempt attempt = Attempt.begin(fs(isLocal), out())) {
      fill(attempt);
      Files.writeString(Files.createDirectory(directory.resolve("out")).resolve("thesis"), "x");
      assertThrows(FileAlreadyExistsException.class, attempt::publish);
    }

    assertEquals(List.of("out"), names());
    assertEquals("x", Files.readString(directory.resolve("out/thesis")));
    assertFalse(Files.exists(directory.resolve("out/part")));
  }

  @Test
  void aFileReplacesNoFileAndNoLink() throws IOException {
    for (boolean link : new boolean[] {true, false}) {
      Path place = directory.resolve("file" + link);
      try (Attempt attempt = Attempt.begin(local, StoreFixtures.path(place))) {
        Files.writeString(file(attempt), "new");
        if (link) {
          Files.createSymbolicLink(place, directory.resolve("nowhere"));
        } else {
          Files.writeString(place, "old");
        }
        assertThrows(FileAlreadyExistsException.class, attempt::publish);
      }
      assertFalse(Files.exists(directory.resolve("nowhere")));
    }
    assertEquals("old", Files.readString(directory.resolve("filefalse")));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> Attempt.begin(local, StoreFixtures.path(directory.resolve("filetrue"))));
  }

  @Test
  void thoseOfDeadProcessesAreRemovedByTheNextAtTheSamePlace() throws IOException {
    LockOwner here = LockOwner.here();
    LockOwner dead =
        new LockOwner(here.host(), here.processes(), here.process(), here.started() + 1);
    LockOwner elsewhere = new LockOwner("elsewhere", "", 1, 1);
    Path gone = leave(".out.svi-000000000001-0", dead);
    Path old = leave(".out.svi-000000000002-0", elsewhere);
    Path fresh = leave(".out.svi-000000000003-0", elsewhere);
    Path mine = leave(".out.svi-000000000004-0", here);
    Path others = leave(".out2.svi-000000000005-0", dead);
    Path unlike = leave(".out.svi-backup", dead);
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));

    Attempt.begin(local, out()).close();

    assertFalse(Files.exists(gone));
    assertFalse(Files.exists(old));
    for (Path kept : List.of(fresh, mine, others, unlike)) {
      assertTrue(Files.exists(kept.resolve("svi-1/part")), kept.toString());
    }
  }

  private Path leave(String name, LockOwner owner) throws IOException {
    Path attempt = Files.createDirectory(directory.resolve(name));
    Files.write(
        attempt.resolve("owner.json"), new LockEntry(1, owner, Optional.empty(), 0, false).bytes());
    Files.writeString(Files.createDirectory(attempt.resolve("svi-1")).resolve("part"), "half");
    return attempt;
  }

  @Test
  void aFileInThePlaceOfADirectoryIsNotReplaced() throws IOException {
    Path place = Files.createDirectories(directory.resolve("run.json/x")).getParent();

    assertThrows(
        IOException.class,
        () -> HadoopFiles.writeAtomically(local, StoreFixtures.path(place), new byte[] {1, 2, 3}));

    try (Stream<Path> inside = Files.list(place)) {
      assertEquals(List.of(place.resolve("x")), inside.toList());
    }
    assertEquals(List.of("run.json"), names());
  }

  @Test
  void aRunIsFoundFromAnywhereBelowItAndThroughLinks() throws IOException {
    StoredRun.write(directory.resolve("run"));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("run/model"));
    Optional<String> run = Optional.of(directory.resolve("run").toRealPath().toString());

    for (String inside : List.of("run", "run/model", "run/none/deep", "link", "link/x")) {
      assertEquals(
          run,
          RunDirectory.around(local, StoreFixtures.path(directory.resolve(inside)))
              .map(path -> path.toUri().getPath()),
          inside);
    }
    for (String outside : List.of("", "runs", "run2/x")) {
      assertEquals(
          Optional.empty(),
          RunDirectory.around(local, StoreFixtures.path(directory.resolve(outside))));
    }
  }
}
