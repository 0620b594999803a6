package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.spark.SharedSpark;

/**
 * What may not be read is not called missing, damaged or empty, and a run that nobody may write to
 * is scored. Nothing is denied to root, for whom this is skipped.
 */
@Tag("thorough")
@ExtendWith(SharedSpark.class)
final class DeniedTest {
  private static final List<String> WRONG =
      List.of("missing", "holds no run", "bytes differ", "does not exist", "--resume never");

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void begin() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"));
    world = new World(Deed.UPDATE.begin(directory.resolve("world")));
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static void assertDenied(ExitCode expected, CommandRun run) {
    assertEquals(expected, run.code(), run.err());
    assertTrue(run.err().matches("(?s).*(permission|access) denied.*"), run.err());
    assertFalse(WRONG.stream().anyMatch(run.err()::contains), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "run/run.json, DESCRIBE, RUN_DIRECTORY",
    "run/run.json, UPDATE, RUN_DIRECTORY",
    "run/run.json, TRAIN_ON, RUN_DIRECTORY",
    "run/current.json, EVALUATE, RUN_DIRECTORY",
    "run/updates, DESCRIBE, RUN_DIRECTORY",
    "run/blocks/training/part-00000.safetensors, TRAIN_ON, RUN_DIRECTORY",
    "run/checkpoints, TRAIN_ON, RUN_DIRECTORY",
    "run, TRAIN_ON, RUN_DIRECTORY",
    "run, DESCRIBE, RUN_DIRECTORY",
    "day2.csv, EVALUATE, INPUT",
    "day2.csv, UPDATE, INPUT",
  })
  void itIsSaid(String denied, Deed deed, ExitCode expected) throws IOException {
    if (deed == Deed.TRAIN_ON) {
      CommandRun.done("rollback", world.run().toString());
    }
    Path place = world.directory().resolve(denied);
    String before = Files.isDirectory(place) ? "rwxr-xr-x" : "rw-r--r--";
    allow(place, "---------");
    CommandRun run = CommandRun.of(deed.arguments("file", world.directory()));
    allow(place, before);

    assertDenied(expected, run);
    CommandRun.done(deed.arguments("file", world.directory()));
  }

  @Test
  void anOutputWhereNothingMayBeWritten() throws IOException {
    allow(world.directory(), "r-xr-xr-x");
    CommandRun run = CommandRun.of(Deed.TRANSFORM.arguments("file", world.directory()));
    allow(world.directory(), "rwxr-xr-x");

    assertDenied(ExitCode.RUN_DIRECTORY, run);
    assertFalse(Files.exists(world.out()));
  }

  @Test
  void aRunThatNobodyMayWriteToIsScored() throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(world.run())) {
      all = paths.toList();
    }
    for (Path path : all) {
      allow(path, Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--");
    }
    for (Deed deed : List.of(Deed.DESCRIBE, Deed.EVALUATE, Deed.TRANSFORM)) {
      CommandRun.done(deed.arguments("file", world.directory()));
    }
    assertDenied(
        ExitCode.RUN_DIRECTORY, CommandRun.of(Deed.UPDATE.arguments("file", world.directory())));
    for (Path path : all) {
      allow(path, Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--");
    }
  }
}
