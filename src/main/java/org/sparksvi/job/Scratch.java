package org.sparksvi.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.store.RunDirectory;

/** A directory beside a run for what a command needs only while it runs; taken away at the end. */
record Scratch(FileSystem fileSystem, Path path) implements AutoCloseable {

  /** A directory of a name that no other command has; every machine of a cluster sees it. */
  static Scratch beside(RunDirectory run, String application) {
    String name = ".scratch-%s-%x".formatted(application, System.nanoTime());
    return new Scratch(run.fileSystem(), new Path(run.path(), name));
  }

  Path at(String name) {
    return new Path(path, name);
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
