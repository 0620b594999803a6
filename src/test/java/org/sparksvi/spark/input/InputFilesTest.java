package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.FormatException;

/** What is read of a path. */
class InputFilesTest {
  @TempDir private Path directory;

  private void write(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }

  /** Names below the directory, in their order. */
  private List<String> list(String path) {
    return InputFiles.statuses(new Configuration(), directory + "/" + path).stream()
        .map(file -> directory.relativize(Path.of(file.getPath().toUri().getPath())).toString())
        .toList();
  }

  private String refusal(String path) {
    return assertThrows(InputException.class, () -> list(path)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a[1].txt", "a{b,c}", "a%20b", "a b", "a:b", "a*b?", "[", "{"})
  void aPathThatExistsIsThatPath(String name) throws IOException {
    write(name);
    write("a1.txt");
    write("ab");

    assertEquals(List.of(name), list(name));
    assertEquals(List.of("d/" + name), listIn("d", name));
  }

  private List<String> listIn(String below, String name) throws IOException {
    write(below + "/" + name);
    return list(below);
  }

  @Test
  void directoriesAreReadWithAllBelowThemInTheOrderOfNames() throws IOException {
    for (String name : List.of("in/b", "in/a/z", "in/_SUCCESS", "in/.x", "in/_t/a", "in/c/d/e")) {
      write(name);
    }

    assertEquals(List.of("in/a/z", "in/b", "in/c/d/e"), list("in"));
    assertEquals(List.of("in/a/z", "in/b", "in/c/d/e"), list("in/*"));
    assertEquals(List.of("in/_SUCCESS"), list("in/_SUCCESS"));
    assertEquals(List.of("in/_SUCCESS"), list("in/_S*"));
  }

  @Test
  void whatIsNotThereIsSaidByName() throws IOException {
    Files.createDirectories(directory.resolve("empty/_hidden"));
    String missing = ": the path must exist, but does not";

    assertEquals(directory + "/gone" + missing, refusal("gone"));
    assertEquals(directory + "/gone/below" + missing, refusal("gone/below"));
    assertEquals(directory + "/gone*" + missing, refusal("gone*"));
    assertEquals(directory + "/gone[" + missing, refusal("gone["));
    assertEquals(
        directory
            + "/empty: the directory must hold a file whose name begins with neither _ nor ., but"
            + " has none",
        refusal("empty"));
  }

  /** A file system that lets nobody look into a directory. */
  public static final class Closed extends RawLocalFileSystem {
    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      if (path.toString().contains("closed/")) {
        throw new java.io.FileNotFoundException("as java.io.File says it");
      }
      return super.getFileStatus(path);
    }

    @Override
    public void access(org.apache.hadoop.fs.Path path, FsAction mode) throws IOException {
      if (path.getName().equals("closed")) {
        throw new AccessControlException("Permission denied: " + path.getName());
      }
    }
  }

  @Test
  void whatMayNotBeReadIsNotCalledMissing() throws IOException {
    write("closed/rows.csv");
    Configuration configuration = new Configuration();
    configuration.setClass("fs.file.impl", Closed.class, RawLocalFileSystem.class);
    configuration.setBoolean("fs.file.impl.disable.cache", true);

    String message =
        assertThrows(
                InputException.class,
                () -> InputFiles.requirePath(configuration, directory + "/closed/rows.csv"))
            .getMessage();

    assertTrue(message.endsWith("path cannot be read (Permission denied: closed)"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", ""})
  void aPipeIsRefusedAndNotOpened(String path) throws Exception {
    write("rows");
    Path pipe = directory.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

    String refusal = assertThrows(FormatException.class, () -> list(path)).getMessage();

    assertTrue(refusal.contains("pipe: must be a plain file"), refusal);
    assertThrows(
        FormatException.class, () -> InputFiles.statuses(new Configuration(), "/dev/zero"));
  }
}
