package org.sparksvi.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FileAlreadyExistsException;

/**
 * What the operating system does and says itself. Hadoop's local rename falls back to copying, and
 * moves into a directory that has the name; what may not be read it calls missing.
 */
final class LocalFiles {
  private LocalFiles() {}

  /** Puts a file in the place of the file that may be there. */
  static void replacing(Path from, Path to) throws IOException {
    if (Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to + ": must be a file, but is a directory");
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Gives a file or directory a name that nothing has.
   *
   * <p>A hard link never replaces a file. The rename of a directory replaces nothing but an empty
   * directory.
   *
   * @throws FileAlreadyExistsException where something has it
   */
  static void toNew(Path from, Path to) throws IOException {
    try {
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(to + " exists");
      }
      if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS) || !linked(from, to)) {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (FileSystemException e) {
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        FileAlreadyExistsException exists = new FileAlreadyExistsException(to + " exists");
        exists.initCause(e);
        throw exists;
      }
      throw e;
    }
  }

  /** False where the file system has no hard links. */
  private static boolean linked(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException e) {
      return false;
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException e) { // such as one that may not be made there
      return false;
    }
    Files.delete(from);
    return true;
  }

  /** Removes a directory in which nothing is; whether it is gone. */
  static boolean removeEmpty(Path directory) throws IOException {
    try {
      Files.deleteIfExists(directory);
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** Whether something is there that this process may not read, or may not look for. */
  static boolean isDenied(Path path) {
    try {
      path.getFileSystem().provider().checkAccess(path, AccessMode.READ);
      return false;
    } catch (AccessDeniedException e) {
      return true;
    } catch (IOException e) { // such as that nothing is there
      return false;
    }
  }
}
