package org.sparksvi.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.orc.OrcFile;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.Type;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.spark.wire.Items;

/**
 * The columns that each file of a table says it has: all must have the same, in any order.
 *
 * @param groups files by their columns, in the order that they have there
 */
record FileColumns(Map<List<String>, List<String>> groups) {

  /** Finds the columns of a file; none where it is empty. Sent to executors. */
  @FunctionalInterface
  interface Finds extends Serializable {
    List<String> of(Path file, Configuration configuration) throws IOException;
  }

  private record Found(String file, List<String> columns) implements Serializable {}

  /** Looks into all files of a path, which are of some format. */
  static FileColumns of(SparkSession spark, String path, String format, Finds finds) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SerializableConfiguration configuration =
        new SerializableConfiguration(context.hadoopConfiguration());
    List<String> files = List.of(InputFiles.paths(context.hadoopConfiguration(), path));
    int tasks = Math.min(files.size(), 4 * context.defaultParallelism());
    List<Found> found =
        Jobs.run(
            spark,
            "Finding the columns",
            path,
            () ->
                Items.collect(
                    context
                        .parallelize(files, tasks)
                        .map(
                            file -> {
                              String place = files.size() == 1 ? path : place(path, file);
                              return new Found(
                                  file, columns(file, finds, configuration.value(), place, format));
                            })));
    Map<List<String>, List<String>> groups = new LinkedHashMap<>();
    for (Found one : found) {
      if (!one.columns().isEmpty()) {
        groups.computeIfAbsent(one.columns(), columns -> new ArrayList<>()).add(one.file());
      }
    }
    return new FileColumns(groups);
  }

  private static List<String> columns(
      String file, Finds finds, Configuration configuration, String place, String format) {
    try {
      return finds.of(new Path(file), configuration);
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the latter of files that are not Parquet
      throw new InputException(
          place, "must be readable as %s, but is not (%s)".formatted(format, Jobs.firstLine(e)), e);
    }
  }

  private static String place(String path, String file) {
    return "%s, file '%s'".formatted(path, new Path(file).getName());
  }

  static List<String> ofParquet(Path file, Configuration configuration) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
      return reader.getFileMetaData().getSchema().getFields().stream().map(Type::getName).toList();
    }
  }

  static List<String> ofOrc(Path file, Configuration configuration) throws IOException {
    return OrcFile.createReader(file, OrcFile.readerOptions(configuration))
        .getSchema()
        .getFieldNames();
  }

  /** A file's content, decompressed. */
  static InputStream open(Path file, Configuration configuration) throws IOException {
    InputStream raw = file.getFileSystem(configuration).open(file);
    CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(file);
    return codec == null ? raw : codec.createInputStream(raw);
  }

  /** The columns of the first file; none where all files are empty. */
  List<String> first() {
    return groups.isEmpty() ? List.of() : groups.keySet().iterator().next();
  }

  /**
   * Refuses a file that has not the columns of the first.
   *
   * @param hint what a user can do about it
   */
  void requireSame(String place, String hint) {
    for (Map.Entry<List<String>, List<String>> group : groups.entrySet()) {
      Set<String> lacks = less(first(), group.getKey());
      Set<String> has = less(group.getKey(), first());
      if (!lacks.isEmpty() || !has.isEmpty()) {
        throw new InputException(
            place(place, group.getValue().get(0)),
            "columns must be those of file '%s', but %s%s%s%s"
                .formatted(
                    new Path(groups.get(first()).get(0)).getName(),
                    lacks.isEmpty() ? "" : "lack " + some(lacks),
                    lacks.isEmpty() || has.isEmpty() ? "" : " and ",
                    has.isEmpty() ? "" : "have " + some(has) + " besides",
                    hint));
      }
    }
  }

  private static Set<String> less(List<String> all, List<String> without) {
    Set<String> less = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    less.addAll(all);
    without.forEach(less::remove);
    return less;
  }

  private static String some(Set<String> names) {
    String first =
        names.stream().limit(10).map(n -> "'" + n + "'").collect(Collectors.joining(", "));
    return names.size() > 10 ? first + " and %d more".formatted(names.size() - 10) : first;
  }

  /** Refuses two columns of one name: Spark does not tell upper and lower case apart. */
  static void requireDifferent(String place, List<String> names) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (String name : names) {
      String other = seen.put(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new InputException(
            place,
            "columns must have different names, upper and lower case aside, but two are '%s' and '%s'"
                .formatted(other, name));
      }
      if (name.startsWith(Columns.INTERNAL)) {
        throw new InputException(
            place,
            "names of columns must not begin with %s, but '%s' does"
                .formatted(Columns.INTERNAL, name));
      }
    }
  }
}
