package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFilesTest {
  /** Room for a million columns takes 8 MB and more, the rest less than 1 MB. */
  private static final long MOST_BYTES = 4 << 20;

  private static final int MANY_COLUMNS = 20_000; // more than a parser has room for at first
  private static final int MOST_COLUMNS = 1 << 20;

  private final CsvFiles csv = new CsvFiles(Map.of());
  private final Configuration configuration = new Configuration();
  @TempDir Path directory;

  @Test
  void aSmallFileTakesLittleMemory() throws IOException {
    Path file = Files.writeString(directory.resolve("small.csv"), "a,b\n1,2\n");
    columns(file); // classes are loaded
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    List<String> columns = columns(file);
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(taken < MOST_BYTES, () -> taken + " bytes");
    assertEquals(List.of("a", "b"), columns);
  }

  @Test
  void wideFilesAreRead() throws IOException {
    List<String> names = IntStream.range(0, MANY_COLUMNS).mapToObj(c -> "c" + c).toList();
    Path file = directory.resolve("wide.csv");
    assertEquals(names, columns(Files.writeString(file, String.join(",", names) + "\n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", ","})
  void headersHaveAnEnd(String endless) throws IOException {
    Path file = Files.writeString(directory.resolve("endless.csv"), endless.repeat(MOST_COLUMNS));
    assertEquals(
        "the first row must be at most 1048576 names of columns, each of at most 65536 characters; input.options.header = false says that there are none",
        assertThrows(IllegalArgumentException.class, () -> columns(file)).getMessage());
  }

  private List<String> columns(Path file) throws IOException {
    return csv.columns(new org.apache.hadoop.fs.Path(file.toUri()), configuration);
  }
}
