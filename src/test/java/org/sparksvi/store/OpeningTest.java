package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.FormatException;

/** Links, pipes and devices in the places of a run's files. */
final class OpeningTest {
  @TempDir Path directory;
  private FileSystem fs;
  private Path run;

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    run = directory.resolve("run");
    StoredRun.write(run);
  }

  private static void makePipe(Path path) throws Exception {
    Files.deleteIfExists(path);
    assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0);
  }

  private static <T extends Throwable> T refused(Class<T> type, Executable opening) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThrows(type, opening), "it hangs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blocks",
        "blocks/training",
        "checkpoints",
        "model",
        "updates",
        "log.txt",
        "trace.jsonl"
      })
  void linksInThePlacesOfARunAreRefusedAndNothingOutsideChanges(String name) throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("canary"), "sings");
    Path place = run.resolve(name);
    if (Files.exists(place)) {
      Files.move(place, directory.resolve("kept"));
    }
    Files.createSymbolicLink(place, name.contains(".") ? outside.resolve("canary") : outside);

    for (Executable opening :
        List.<Executable>of(
            () -> RunDirectory.open(fs, StoreFixtures.path(run)),
            () -> RunDirectory.openOrCreate(fs, StoreFixtures.path(run)))) {
      RunDirectoryException e = assertThrows(RunDirectoryException.class, opening);
      assertTrue(e.getMessage().contains(name), e.getMessage());
    }
    try (Stream<Path> left = Files.list(outside)) {
      assertEquals(List.of(outside.resolve("canary")), left.toList());
    }
    assertEquals("sings", Files.readString(outside.resolve("canary")));
  }

  @Test
  void aDirectoryThatHoldsNothingButALinkIsNotEmpty() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.createSymbolicLink(other.resolve("log.txt"), directory.resolve("made"));

    assertThrows(
        RunDirectoryException.class,
        () -> RunDirectory.openOrCreate(fs, StoreFixtures.path(other)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.json", "log.txt"})
  void aDirectoryInThePlaceOfAFileIsNamed(String name) throws IOException {
    Files.deleteIfExists(run.resolve(name));
    Files.createDirectory(run.resolve(name));

    RunDirectoryException e =
        assertThrows(
            RunDirectoryException.class,
            () -> RunDirectory.openOrCreate(fs, StoreFixtures.path(run)));
    assertTrue(e.getMessage().contains(name), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.json", "log.txt", "trace.jsonl"})
  void pipesInARunDoNotHang(String name) throws Exception {
    makePipe(run.resolve(name));

    RunDirectoryException e =
        refused(RunDirectoryException.class, () -> RunDirectory.open(fs, StoreFixtures.path(run)));

    assertTrue(e.getMessage().contains(name), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "parameters.safetensors", "vocabulary.txt"})
  void pipesAndDevicesInAModelDoNotHang(String name) throws Exception {
    Path file = run.resolve("model").resolve(name);
    makePipe(file);
    Executable reading = () -> ModelFiles.read(fs, StoreFixtures.path(run.resolve("model")));
    assertTrue(refused(FormatException.class, reading).getMessage().contains(name));

    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/dev/zero"));
    assertTrue(refused(FormatException.class, reading).getMessage().contains(name));
  }

  @Test
  void aFileThatMayNotBeReadIsNotCalledMissing() throws IOException {
    Path file = run.resolve("run.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root may read everything");

    AccessDeniedException e =
        assertThrows(
            AccessDeniedException.class, () -> RunDirectory.open(fs, StoreFixtures.path(run)));

    assertTrue(e.getMessage().contains("permission denied"), e.getMessage());
  }
}
