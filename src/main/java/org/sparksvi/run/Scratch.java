package org.sparksvi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.RunDirectory;

/**
 * A directory for what a command needs only while it runs; removed at the end, also by a signal.
 */
public record Scratch(FileSystem fileSystem, Path path) implements AutoCloseable {

  /**
   * A directory in this machine's place for temporary files, that no other user can read: for
   * commands whose tasks all run here. Nothing is written beside the run.
   */
  public static Scratch here(Configuration hadoop) {
    try {
      Path path = new Path(Files.createTempDirectory("svi-").toUri());
      return of(HadoopFiles.of(path, hadoop), path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for temporary files", e);
    }
  }

  /**
   * A directory that every machine of a cluster sees.
   *
   * @param name that no other command gives
   */
  public static Scratch beside(RunDirectory run, String name) {
    try {
      return of(run.fileSystem(), new Path(run.path(), ".scratch-" + name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + run.path(), e);
    }
  }

  private static Scratch of(FileSystem fs, Path path) throws IOException {
    fs.mkdirs(path);
    fs.deleteOnExit(path);
    return new Scratch(fs, path);
  }

  @Override
  public void close() {
    try {
      fileSystem.delete(path, true);
      fileSystem.cancelDeleteOnExit(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
