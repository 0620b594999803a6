package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.store.RunRecord.BestRound;
import org.sparksvi.store.RunRecord.Result;
import org.sparksvi.store.RunRecord.State;
import org.sparksvi.store.RunRecord.Verdict;

final class RunDirectoryTest {
  @TempDir Path directory;
  private FileSystem fs;
  private org.apache.hadoop.fs.Path path;

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    path = StoreFixtures.path(directory.resolve("run"));
  }

  private static RunRecord record() {
    return RunRecord.begun(
            Json.object().put("epochs", 5).set("model", Json.object().put("alpha", 0.1)),
            -7,
            Map.of("java", "17", "spark", "4.1.0"),
            "scalar")
        .withData("abc", Map.of("skipped", "2"));
  }

  @Test
  void aRecordComesBack() throws IOException {
    RunDirectory run = RunDirectory.openOrCreate(fs, path);
    assertEquals(Optional.empty(), run.read());
    RunRecord begun = record();
    run.write(begun);
    assertEquals(begun, RunDirectory.open(fs, path).read().orElseThrow());

    Result result =
        new Result(
            12,
            3,
            1.5,
            OptionalDouble.of(-1e7),
            OptionalDouble.empty(),
            OptionalDouble.of(-7.25),
            OptionalDouble.of(0.25),
            Optional.of(new BestRound(9, -7.125)));
    RunRecord ended =
        begun.ended(
            State.DONE,
            result,
            new TreeMap<>(Map.of("3", "another")),
            new Verdict("converged", "because", Optional.empty()),
            0);
    run.write(ended);

    assertEquals(ended, RunDirectory.openOrCreate(fs, path).read().orElseThrow());
    String page = Files.readString(directory.resolve("run/run.json"));
    assertTrue(page.contains("\"state\" : \"done\""), page);
    assertTrue(page.contains("\"heldOutPerplexity\" : " + Math.exp(7.25)), page);
  }

  @Test
  void aFailureComesBack() throws IOException {
    RunDirectory run = RunDirectory.openOrCreate(fs, path);
    RunRecord failed = record().failed("field 'topics' is not finite", 4);

    run.write(failed);

    assertEquals(failed, run.read().orElseThrow());
  }

  @Test
  void theHashOfSettingsDoesNotDependOnTheirOrder() {
    var one = Json.object().put("a", 1).put("b", 2);
    var other = Json.object().put("b", 2).put("a", 1);

    assertEquals(RunRecord.sha256(one), RunRecord.sha256(other));
    assertNotEquals(RunRecord.sha256(one), RunRecord.sha256(other.put("a", 2)));
  }

  @Test
  void aDirectoryOfSomethingElseIsRefused() throws IOException {
    Files.createDirectories(directory.resolve("run/b"));
    for (String name : new String[] {"a", "c", "d", "e"}) {
      Files.writeString(directory.resolve("run").resolve(name), "");
    }

    assertMessage(
        "run directory "
            + path
            + " holds something else: it has no run.json but has a, b, c, and 2 more",
        () -> RunDirectory.openOrCreate(fs, path));
    assertMessage(
        "run directory " + path + " holds no run: it has no run.json",
        () -> RunDirectory.open(fs, path));
  }

  @Test
  void whatABeginningRunLeavesIsNotSomethingElse() throws IOException {
    Files.createDirectories(directory.resolve("run"));
    Files.writeString(directory.resolve("run/log.txt"), "");
    Files.writeString(directory.resolve("run/.run.json.0.tmp"), "");

    assertEquals(Optional.empty(), RunDirectory.openOrCreate(fs, path).read());
  }

  @Test
  void aFileOrNothingIsNoRunDirectory() throws IOException {
    assertMessage("run directory " + path + " is not there", () -> RunDirectory.open(fs, path));
    Files.writeString(directory.resolve("run"), "");

    assertMessage("run directory " + path + " is a file", () -> RunDirectory.open(fs, path));
    assertMessage(
        "run directory " + path + " is a file", () -> RunDirectory.openOrCreate(fs, path));
  }

  @Test
  void aRecordThatIsUnreadableOrOfAnotherVersionIsRefused() throws IOException {
    RunDirectory run = RunDirectory.openOrCreate(fs, path);
    run.write(record());
    Path file = directory.resolve("run/run.json");
    String page = Files.readString(file);

    Files.writeString(file, page.substring(0, 40));
    assertTrue(
        assertThrows(RunDirectoryException.class, run::read)
            .getMessage()
            .startsWith(
                "run directory " + path + " is unreadable: " + path + "/run.json: not valid JSON"));
    Files.writeString(file, page.replace("\"formatVersion\" : 1", "\"formatVersion\" : 9"));
    assertMessage(
        "run directory %s is unreadable: %s/run.json: 'formatVersion' must be 1 for this program, but is 9"
            .formatted(path, path),
        run::read);
    Files.writeString(file, page.replace("\"seed\" : -7", "\"seed\" : -8"));
    assertTrue(
        assertThrows(RunDirectoryException.class, run::read).getMessage().contains("'checksum'"));
  }

  @Test
  void aDamagedRecordIsRecognisedOrChangesNothing() throws IOException {
    RunDirectory run = RunDirectory.openOrCreate(fs, path);
    run.write(record());
    Path file = directory.resolve("run/run.json");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << (at % 8));
      Files.write(file, changed);
      try {
        assertEquals(record(), run.read().orElseThrow());
      } catch (RunDirectoryException e) {
        assertTrue(e.getMessage().startsWith("run directory "), e.getMessage());
      }
    }
  }

  @Test
  void noFileOfHadoopsChecksumsIsWrittenBeside() throws IOException {
    LocalFileSystem local = new LocalFileSystem();
    local.initialize(directory.getRoot().toUri(), new Configuration(false));

    RunDirectory run = RunDirectory.openOrCreate(local, path);
    run.write(record());
    run.write(record());

    assertEquals(1, directory.resolve("run").toFile().list().length);
  }

  @Test
  void aFileIsReplacedOnAFileSystemThatDoesNotRenameOntoFiles() throws IOException {
    FileSystem strict = new Strict(fs);
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(path, "x");

    HadoopFiles.writeAtomically(strict, file, new byte[] {1});
    HadoopFiles.writeAtomically(strict, file, new byte[] {2, 3});

    assertArrayEquals(new byte[] {2, 3}, HadoopFiles.read(strict, file, 2));
    assertEquals(1, directory.resolve("run").toFile().list().length);
    assertThrows(FormatException.class, () -> HadoopFiles.read(strict, file, 1));
  }

  @Test
  void aFailedWriteLeavesTheFileBefore() throws IOException {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(path, "x");
    HadoopFiles.writeAtomically(fs, file, new byte[] {1});

    assertThrows(
        IOException.class,
        () ->
            HadoopFiles.writeAtomically(
                fs,
                file,
                out -> {
                  out.write(2);
                  throw new IOException("disk full");
                }));

    assertArrayEquals(new byte[] {1}, HadoopFiles.read(fs, file, 10));
    assertEquals("[x]", Arrays.toString(directory.resolve("run").toFile().list()));
  }

  private static void assertMessage(String message, org.junit.jupiter.api.function.Executable run) {
    assertEquals(message, assertThrows(RunDirectoryException.class, run).getMessage());
  }

  /** Renames as HDFS does: false where the target is there. */
  private static final class Strict extends FilterFileSystem {
    Strict(FileSystem fs) {
      super(fs);
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      return !exists(to) && super.rename(from, to);
    }
  }
}
