package org.sparksvi.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files and directories that are made where nothing is, by one process alone. */
final class NewFiles {
  private NewFiles() {}

  /**
   * Creates a file that is not there; false where it is.
   *
   * <p>Of two processes that do so at the same time one succeeds, on file systems that have this.
   * Its content may appear after it.
   */
  static boolean createExclusively(FileSystem fs, Path path, byte[] content) throws IOException {
    if (ObjectFiles.areExclusive(fs, path)) {
      return ObjectFiles.createNew(fs, path, content);
    }
    try {
      create(fs, path);
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
    HadoopFiles.writeAtomically(fs, path, content);
    return true;
  }

  /** Creates a directory that is not there. */
  static void createDirectory(FileSystem fs, Path path) throws IOException {
    Optional<java.nio.file.Path> local = FencedFileSystem.local(fs, path);
    if (local.isPresent()) {
      Files.createDirectory(local.get());
    } else if (fs.exists(path) || !fs.mkdirs(path)) {
      throw new FileAlreadyExistsException("cannot create the directory " + path);
    }
  }

  /**
   * Creates an empty file.
   *
   * @throws FileAlreadyExistsException where there is one, or that of {@code java.nio.file}
   */
  static void create(FileSystem fs, Path path) throws IOException {
    Optional<java.nio.file.Path> local = FencedFileSystem.local(fs, path);
    if (local.isPresent()) { // where Hadoop looks first, then creates
      Files.createFile(local.get());
    } else {
      fs.create(path, false).close();
    }
  }
}
