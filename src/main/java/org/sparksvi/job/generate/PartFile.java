package org.sparksvi.job.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.store.HadoopFiles;

/** A file that one task writes, whole or not at all. */
final class PartFile {
  private PartFile() {}

  static void write(
      String directory,
      int part,
      String suffix,
      Configuration hadoop,
      HadoopFiles.Content content) {
    Path path = new Path(directory, String.format(Locale.ROOT, "part-%05d.%s", part, suffix));
    try {
      FileSystem fs = HadoopFiles.of(path, hadoop);
      HadoopFiles.writeAtomically(fs, path, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }
}
