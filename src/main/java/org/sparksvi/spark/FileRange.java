package org.sparksvi.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.FormatException;
import org.sparksvi.store.HadoopFiles;

/**
 * A part of a text file that one task reads: the lines that begin in it.
 *
 * @param file its path
 * @param from offset of the first byte
 * @param to offset after the last byte
 * @param whole whether it is the whole file, to be read to its end
 */
record FileRange(String file, long from, long to, boolean whole) implements Serializable {
  private static final int GZIP_MAGIC = 0x1f8b;

  /** The files of a path: itself, or what a directory or pattern holds, in the order of names. */
  static List<FileStatus> files(Path path, Configuration configuration) throws IOException {
    FileSystem fs = HadoopFiles.of(path, configuration);
    FileStatus[] found = fs.globStatus(path);
    if (found == null || found.length == 0) {
      throw new FormatException(path.toString(), "the path must exist, but does not");
    }
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        files.addAll(Arrays.asList(fs.listStatus(status.getPath(), FileRange::isData)));
      } else {
        files.add(status);
      }
    }
    files.removeIf(FileStatus::isDirectory);
    files.sort(Comparator.comparing(status -> status.getPath().toString()));
    if (files.isEmpty()) {
      throw new FormatException(path.toString(), "the directory must hold a file, but is empty");
    }
    return files;
  }

  private static boolean isData(Path path) {
    return !path.getName().startsWith("_") && !path.getName().startsWith(".");
  }

  /** Cuts files into ranges of at most so many bytes; compressed files stay whole. */
  static List<FileRange> cut(List<FileStatus> files, long bytes, Configuration configuration)
      throws IOException {
    List<FileRange> ranges = new ArrayList<>();
    for (FileStatus file : files) {
      String name = file.getPath().toString();
      long length = file.getLen();
      boolean whole = length <= bytes || isGzip(file, configuration);
      long step = whole ? length : bytes;
      for (long from = 0; from < length; from += step) {
        ranges.add(new FileRange(name, from, Math.min(length, from + step), whole));
      }
    }
    return ranges;
  }

  private static boolean isGzip(FileStatus file, Configuration configuration) throws IOException {
    if (file.getLen() < Short.BYTES) {
      return false;
    }
    try (var in = HadoopFiles.of(file.getPath(), configuration).open(file.getPath())) {
      return in.readUnsignedShort() == GZIP_MAGIC;
    }
  }
}
