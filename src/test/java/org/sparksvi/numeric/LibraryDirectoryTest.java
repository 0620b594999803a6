package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryDirectoryTest {
  @TempDir Path home;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void itIsMadePrivateAndFoundAgain() throws IOException {
    Path made = LibraryDirectory.of(home);

    assertEquals(home.resolve(".spark-svi/native"), made);
    assertEquals("rwx------", mode(made));
    assertEquals("rwx------", mode(made.getParent()));
    assertEquals(made, LibraryDirectory.of(home));
  }

  @Test
  void oneThatOthersMayWriteOrEnterIsNotTaken() throws IOException {
    Path kept = LibraryDirectory.of(home);
    for (String open : List.of("rwxrwxrwx", "rwxr-xr-x", "rwx----w-")) {
      for (Path level : List.of(kept, kept.getParent())) {
        Files.setPosixFilePermissions(level, PosixFilePermissions.fromString(open));

        Path other = LibraryDirectory.of(home);

        assertNotEquals(kept, other);
        assertEquals("rwx------", mode(other));
        Files.setPosixFilePermissions(level, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  @Test
  void aLinkIsNotTaken(@TempDir Path elsewhere) throws IOException {
    Path theirs = LibraryDirectory.of(elsewhere);
    Files.createDirectory(home.resolve(".spark-svi"));
    Files.setPosixFilePermissions(
        home.resolve(".spark-svi"), PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(home.resolve(".spark-svi/native"), theirs);

    assertFalse(LibraryDirectory.isPrivate(home.resolve(".spark-svi/native")));
    assertFalse(LibraryDirectory.of(home).startsWith(home));
  }

  @Test
  void aHomeThatIsNoneGivesADirectoryOfThisProcess() throws IOException {
    Path made = LibraryDirectory.of(Path.of("/proc/none"));

    assertTrue(made.getFileName().toString().startsWith("svi-native-"), made.toString());
    assertEquals("rwx------", mode(made));
  }
}
