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
    Path begun = Files.createDirectory(directory.resolve(".out.svi-000000000006-0"));
    Path beginning = Files.createDirectory(directory.resolve(".out.svi-000000000007-0"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    Files.setLastModifiedTime(begun, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    Attempt.begin(local, out()).close();

    assertFalse(Files.exists(gone));
    assertFalse(Files.exists(old));
    assertFalse(Files.exists(begun));
    assertTrue(Files.exists(beginning));
    for (Path kept : List.of(fresh, mine, others, unlike)) {
      assertTrue(Files.exists(kept.resolve("svi-1/part")), kept.toString());
    }
  }

  @Test
  void onAnObjectStoreADeathLeavesWhatTheNextTakesBack() throws IOException {
    LockOwner here = LockOwner.here();
    LockOwner dead =
        new LockOwner(here.host(), here.processes(), here.process(), here.started() + 1);
    int deaths = 0;
    for (int allowed = 0; ; allowed++) {
      Path place = Files.createDirectory(directory.resolve("death" + allowed));
      org.apache.hadoop.fs.Path out = StoreFixtures.path(place.resolve("out"));
      boolean died = false;
      try {
        Attempt attempt = Attempt.begin(new ObjectLikeFileSystem(local, allowed), out);
        Files.createDirectory(file(attempt));
        for (String name : List.of("part-0", "part-1", "_SUCCESS")) {
          Files.writeString(file(attempt).resolve(name), name);
        }
        attempt.publish();
        attempt.close();
      } catch (IOException e) {
        died = true;
        deaths++;
        assertFalse(isComplete(place) && Files.notExists(place.resolve("out/part-1")));
      }
      boolean isPublished = isComplete(place) && !isClaimed(place);
      int ownerless = markDead(place, dead); // too young to be known as left over

      FileSystem sound = new ObjectLikeFileSystem(local, Integer.MAX_VALUE);
      if (isPublished) {
        assertThrows(FileAlreadyExistsException.class, () -> Attempt.begin(sound, out));
      } else {
        Attempt.begin(sound, out).close();
      }
      try (Stream<Path> left = Files.list(place)) {
        assertEquals((isPublished ? 1 : 0) + ownerless, left.count(), "died after " + allowed);
      }
      if (!died) {
        break;
      }
    }
    assertTrue(deaths > 8, deaths + " deaths");
  }

  private static boolean isComplete(Path place) {
    return Files.exists(place.resolve("out/_SUCCESS"));
  }

  private static boolean isClaimed(Path place) {
    return Files.exists(place.resolve("out/_svi-output"));
  }

  /** Makes the attempts at a place those of a process that is gone; how many have no owner. */
  private static int markDead(Path place, LockOwner dead) throws IOException {
    int ownerless = 0;
    try (Stream<Path> all = Files.list(place)) {
      for (Path attempt : all.filter(p -> p.getFileName().toString().startsWith(".")).toList()) {
        Path owner = attempt.resolve("owner.json");
        if (Files.exists(owner)) {
          Files.write(owner, new LockEntry(1, dead, Optional.empty(), 0, false).bytes());
        } else {
          ownerless++;
        }
      }
    }
    return ownerless;
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
