package org.sparksvi.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.spark.SharedSpark;

/** A few bytes of input that ask for more memory than there is are refused, with what they ask. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
final class TooLargeInputTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docword | topics | 1;2147483647;1;1 1 1",
        "libsvm | topics | 1 2147483647:1",
        "libsvm | mixture | 1 2147483647:1",
      })
  void columnsThatNoDriverCanName(String format, String kind, String content) throws IOException {
    Path rows = directory.resolve("rows.txt");
    Files.writeString(rows, content.replace(';', '\n') + "\n");
    String conf =
        "input { path = \"%s\", format = %s }\nmodel { kind = %s }\n".formatted(rows, format, kind);
    Path file = Files.writeString(directory.resolve("job.conf"), conf);

    CommandRun.train(file.toString(), directory.resolve("run").toString())
        .assertRefused(ExitCode.INPUT, "GB of the driver's memory for their names alone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv | rows.csv | a,b;1,2;1, | 7 | | a line must have at most 67108864 bytes, but has more",
        "csv | rows.csv.gz | a,b;1,2;1, | 7 | | a line must have at most 67108864 bytes, but has more",
        "csv | rows.csv | a,b;1,2;1, | 7 | multiLine = true | a record must have at most 67108864 characters, but has more",
        "csv | rows.csv | a,b; | , | | a line must have at most 67108864 bytes, but has more",
        "json | rows.json | {\"a\":1,\"b\":2};{\"a\":1,\"b\": | 7 | | a line must have at most 67108864 bytes, but has more",
        "json | rows.json.gz | {\"a\":1,\"b\":2};{\"a\":1,\"b\": | 7 | encoding = UTF-16LE | a line must have at most 67108864 bytes, but has more",
      })
  void aLineHasABound(
      String format, String name, String content, String more, String option, String message)
      throws IOException {
    Path rows = directory.resolve(name);
    Charset charset =
        option != null && option.startsWith("encoding")
            ? StandardCharsets.UTF_16LE
            : StandardCharsets.UTF_8;
    try (OutputStream file = Files.newOutputStream(rows);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
      out.write(content.replace(';', '\n').getBytes(charset));
      byte[] part = more.repeat(1 << 20).getBytes(charset);
      for (int i = 0; i <= 64; i++) {
        out.write(part);
      }
      out.write("\n".getBytes(charset));
    }
    String conf =
        "input { path = \"%s\", format = %s, options { %s } }\nmodel { kind = mixture, components = 1 }\n"
            .formatted(rows, format, option == null ? "" : option);
    Path file = Files.writeString(directory.resolve("job.conf"), conf);

    CommandRun.train(file.toString(), directory.resolve("run").toString())
        .assertRefused(ExitCode.INPUT, message);
  }

  @Test
  void aLineHasABoundWhereTypesOfColumnsAreFoundFirst() throws IOException {
    String run = directory.resolve("run").toString();
    CommandRun.train("conf/mixture-faithful.conf", run).done();
    Path rows = directory.resolve("rows.csv");
    try (OutputStream out = Files.newOutputStream(rows)) {
      out.write("eruptions,waiting\n1,50\n1,".getBytes(StandardCharsets.UTF_8));
      byte[] part = "7".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i <= 64; i++) {
        out.write(part);
      }
    }
    String output = directory.resolve("out").toString();
    CommandRun.of("transform", run, "--input", rows.toString(), "--output", output)
        .assertRefused(ExitCode.INPUT, "a line must have at most 67108864 bytes, but has more");
  }
}
