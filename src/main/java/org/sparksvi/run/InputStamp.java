package org.sparksvi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.sparksvi.format.Checksums;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.HadoopFiles;

/**
 * What the files of an input look like from outside: names, lengths, times of change. A run that
 * goes on reads its input again only where these have changed.
 */
public final class InputStamp {
  private InputStamp() {}

  /** A hash of names, lengths and times; every path must exist. */
  static String of(List<String> paths, Configuration hadoop) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String path : paths) {
      for (FileStatus file : files(path, hadoop)) {
        text.append(
            "%s %d %d\n".formatted(file.getPath(), file.getLen(), file.getModificationTime()));
      }
    }
    return Checksums.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The files of some paths that hold data. */
  static List<FileStatus> dataFiles(List<String> paths, Configuration hadoop) throws IOException {
    List<FileStatus> all = new ArrayList<>();
    for (String path : paths) {
      for (FileStatus file : files(path, hadoop)) {
        String name = file.getPath().getName();
        if (!name.startsWith("_") && !name.startsWith(".")) {
          all.add(file);
        }
      }
    }
    return all;
  }

  /** Refuses a path where nothing is, before anything costly begins. */
  public static void requirePath(String text, Configuration hadoop) {
    try {
      files(text, hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + text, e);
    }
  }

  private static List<FileStatus> files(String text, Configuration hadoop) throws IOException {
    Path path = ConfiguredPath.of("input", text);
    FileSystem fs = HadoopFiles.of(path, hadoop);
    FileStatus[] found = fs.globStatus(path);
    if (found == null || found.length == 0) {
      throw new InputException(text, "the path must exist, but does not");
    }
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus status : found) {
      RemoteIterator<LocatedFileStatus> below = fs.listFiles(status.getPath(), true);
      while (below.hasNext()) {
        files.add(below.next());
      }
    }
    files.sort(Comparator.comparing(file -> file.getPath().toString()));
    return files;
  }
}
