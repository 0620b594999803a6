package org.sparksvi.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
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
}
