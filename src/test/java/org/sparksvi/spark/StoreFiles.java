package org.sparksvi.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparksvi.format.Checksums;

/** The files of a directory as tests compare them. */
final class StoreFiles {
  private StoreFiles() {}

  /** Checksum of every file by its name, hidden ones too. */
  static Map<String, String> of(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path file : list(directory)) {
      files.put(file.getFileName().toString(), Checksums.sha256(Files.readAllBytes(file)));
    }
    return files;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }
}
