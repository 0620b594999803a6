package org.sparksvi.numeric;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the native library is unpacked to be loaded: a directory that this user made and nobody
 * else may enter. JavaCPP itself would take one in the shared temporary directory, whoever made it.
 */
final class LibraryDirectory {
  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> MADE_PRIVATE =
      PosixFilePermissions.asFileAttribute(PRIVATE);

  private LibraryDirectory() {}

  /** Tells JavaCPP; one that is asked for must be private as well. */
  static void choose() throws IOException {
    String asked = System.getProperty(PROPERTY);
    if (asked != null) {
      Path directory = Path.of(asked);
      if (!isPosix(directory) || isPrivate(directory)) {
        return;
      }
      throw new IOException(
          "%s must be a directory that its user made and nobody else may enter (mode 700), but %s is none"
              .formatted(PROPERTY, asked));
    }
    Path home = Path.of(System.getProperty("user.home", ""));
    if (isPosix(home.toAbsolutePath())) {
      System.setProperty(PROPERTY, of(home).toString());
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** In a home directory, kept for the next process; otherwise a new one for this process. */
  static Path of(Path home) throws IOException {
    Path kept = home.resolve(".spark-svi").resolve("native");
    if (isPrivate(kept.getParent()) && isPrivate(kept)) {
      return kept;
    }
    Path fresh = Files.createTempDirectory("svi-native-", MADE_PRIVATE);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(fresh)));
    return fresh;
  }

  /** Makes a directory where there is none; whether it is this user's alone. */
  static boolean isPrivate(Path directory) {
    try {
      Files.createDirectory(directory, MADE_PRIVATE);
    } catch (FileAlreadyExistsException e) {
      // looked at below
    } catch (IOException e) {
      return false;
    }
    try {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
          || !Files.getPosixFilePermissions(directory).equals(PRIVATE)) {
        return false;
      }
      Path mine = Files.createTempFile(directory, "owner", null);
      try {
        return Files.getOwner(mine).equals(Files.getOwner(directory));
      } finally {
        Files.delete(mine);
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      return; // the process ends; what is left is private
    }
  }
}
