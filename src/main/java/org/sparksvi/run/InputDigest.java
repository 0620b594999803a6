package org.sparksvi.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.format.Checksums;
import org.sparksvi.store.HadoopFiles;

/**
 * A fingerprint of the bytes of some files, whatever they are called and in whatever order.
 *
 * @param files their paths
 * @param bytes of all files
 */
record InputDigest(List<String> files, long bytes) {

  InputDigest {
    files = List.copyOf(files);
  }

  /** Of files that are not read yet. */
  static InputDigest of(List<FileStatus> files) {
    return new InputDigest(
        files.stream().map(file -> file.getPath().toString()).toList(),
        files.stream().mapToLong(FileStatus::getLen).sum());
  }

  /** Reads all files, each in a task of its own. */
  String of(JavaSparkContext spark) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    spark.setJobDescription("looking whether the data are known");
    try {
      List<String> digests =
          spark
              .parallelize(files, Math.max(1, files.size()))
              .map(name -> digest(name, hadoop))
              .collect();
      String all = String.join("\n", digests.stream().sorted().toList());
      return Checksums.sha256(all.getBytes(StandardCharsets.UTF_8));
    } finally {
      spark.setJobDescription(null);
    }
  }

  private static String digest(String name, SerializableConfiguration hadoop) {
    Path path = new Path(name);
    try (InputStream in = HadoopFiles.of(path, hadoop.value()).open(path)) {
      return Checksums.sha256(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
