package org.sparksvi.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which executors have worked: each leaves a file. */
final class Signatures {
  private final Path directory;

  Signatures(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /** A fault that is none, but takes a while. */
  FaultySource.Fault fault(long millis) {
    return new Faults.Signed(directory.toString(), millis);
  }

  /** How many executors have worked. */
  int count() {
    try (var files = Files.list(directory)) {
      return (int) files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
