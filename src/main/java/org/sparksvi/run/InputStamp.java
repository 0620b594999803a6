package org.sparksvi.run;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.sparksvi.format.Checksums;
import org.sparksvi.spark.input.InputFiles;

/**
 * What the files of an input look like from outside: names, lengths, times of change. A run that
 * goes on reads its input again only where these have changed.
 */
final class InputStamp {
  private InputStamp() {}

  /** A hash of names, lengths and times; every path must exist. */
  static String of(List<String> paths, Configuration hadoop) {
    StringBuilder text = new StringBuilder();
    for (FileStatus file : dataFiles(paths, hadoop)) {
      text.append(
          "%s %d %d\n".formatted(file.getPath(), file.getLen(), file.getModificationTime()));
    }
    return Checksums.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The files of some paths that hold data. */
  static List<FileStatus> dataFiles(List<String> paths, Configuration hadoop) {
    return paths.stream().flatMap(path -> InputFiles.statuses(hadoop, path).stream()).toList();
  }
}
