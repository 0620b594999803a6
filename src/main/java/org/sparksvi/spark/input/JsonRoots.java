package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds what is behind the first value of a line of json, or of a file that is read as one value:
 * Spark leaves it out without a word.
 */
final class JsonRoots {
  private static final int MOST_SHOWN = 40; // characters

  private JsonRoots() {}

  /**
   * Refuses a line that is too long, or has more than a value.
   *
   * @param options of Spark's reader of lines
   * @param roots whether values are looked at: their bytes are UTF-8
   */
  static void requireLines(
      SparkSession spark, String path, String[] files, Map<String, String> options, boolean roots) {
    UDF1<byte[], Boolean> wrong =
        line ->
            line != null
                && (line.length > BoundedLines.LONGEST
                    || (roots && more(new StringReader(new String(line, StandardCharsets.UTF_8)))));
    List<Row> found =
        Jobs.run(
            spark,
            "Looking for lines of several values",
            path,
            () -> {
              Dataset<Row> lines =
                  InputFiles.load(
                      InputFiles.literally(spark, path)
                          .options(options)
                          .format(BoundedLines.class.getName()),
                      files);
              Column bytes = lines.col("value").cast("binary");
              return lines
                  .filter(udf(wrong, DataTypes.BooleanType).apply(bytes))
                  .select(
                      substring(lines.col("value"), 1, MOST_SHOWN),
                      octet_length(lines.col("value")),
                      input_file_name())
                  .takeAsList(1);
            });
    for (Row row : found) {
      String problem =
          row.getInt(1) > BoundedLines.LONGEST
              ? BoundedLines.TOO_LONG
              : "a line must be one value of json, but more is behind it";
      throw new InputException(
          row.getString(2), "%s, in \"%s\"".formatted(problem, row.getString(0)));
    }
  }

  /** Refuses a file with more than a value. */
  static List<String> requireOne(Path file, Configuration configuration, String charset)
      throws IOException {
    try (InputStream in = FileColumns.open(file, configuration);
        Reader reader = new InputStreamReader(in, charset)) {
      if (more(reader)) {
        throw new InputException(
            file.toString(),
            "a file must be one row or list of json where input.options.multiLine is true, but more is behind it; without it a line is a row");
      }
    }
    return List.of();
  }

  /** Whether there is anything but blanks behind the first object or list. */
  static boolean more(Reader json) {
    int depth = 0;
    boolean quoted = false;
    boolean ended = false;
    try {
      for (int c = json.read(); c >= 0; c = json.read()) {
        if (ended && !Character.isWhitespace(c)) {
          return true;
        }
        if (quoted) {
          quoted = c != '"';
          if (c == '\\') {
            json.read();
          }
        } else if (c == '"') {
          quoted = true;
        } else if (c == '{' || c == '[') {
          depth++;
        } else if (c == '}' || c == ']') {
          depth--;
          ended = depth == 0;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading json", e);
    }
    return false;
  }
}
