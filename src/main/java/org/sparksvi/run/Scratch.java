package org.sparksvi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.store.RunDirectory;

/** A directory beside a run for what a command needs only while it runs; taken away at the end. */
public record Scratch(FileSystem fileSystem, Path path) implements AutoCloseable {

  /**
   * A directory that every machine of a cluster sees.
   *
   * @param name that no other command gives
   */
  public static Scratch beside(RunDirectory run, String name) {
    return new Scratch(run.fileSystem(), new Path(run.path(), ".scratch-" + name));
  }

  @Override
  public void close() {
    try {
      fileSystem.delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take away " + path, e);
    }
  }
}
