package org.sparksvi.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringTokenizer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.config.Configuration;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.spark.SharedSpark;

/**
 * CPU seconds of this process to find the columns of an input and read all its rows once, beside a
 * plain parser of one thread on the same file; {@code bench.share} of the sizes in the docs.
 */
@Tag("bench")
@ExtendWith(SharedSpark.class)
final class ReadingBenchmark {
  private static final double SHARE = Double.parseDouble(System.getProperty("bench.share", "1"));
  private static final int WORDS = 50_000;

  @TempDir private Path directory;
  private double kept; // so that nothing is left out as useless

  /** Work on a file. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static int share(int whole) {
    return (int) Math.max(1, whole * SHARE);
  }

  private static double seconds(Work work) throws IOException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = process.getProcessCpuTime();
    work.run();
    return (process.getProcessCpuTime() - before) * 1e-9;
  }

  private void compare(
      SparkSession spark, String what, String kind, String format, Path file, Work plain)
      throws IOException {
    List<String> values =
        List.of(
            "input.path=" + file,
            "input.format=" + format,
            "run.directory=none",
            "model.kind=" + kind,
            kind.equals("topics") ? "model.topics=2" : "model.components=2");
    TrainingSettings settings =
        TrainingSettings.of(Configuration.of("", "a benchmark", values), Kinds.installed());
    double other = seconds(plain);
    assertTrue(kept > 0, "the plain parser must have read numbers");
    double own =
        seconds(
            () ->
                settings
                    .rows()
                    .open(spark, settings.kind().rows(settings.model()))
                    .training(line -> {})
                    .items()
                    .count());
    System.out.printf(
        Locale.ROOT, "| %s | %.1f MB | %.2f | %.2f |%n", what, Files.size(file) * 1e-6, own, other);
  }

  private Path csv(String name, int rows, int columns) throws IOException {
    Path file = directory.resolve(name);
    Random random = new Random(1);
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      for (int r = -1; r < rows; r++) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < columns; c++) {
          line.append(c == 0 ? "" : ",");
          line.append(r < 0 ? "x" + c : Float.toString(random.nextFloat() * 100));
        }
        out.println(line);
      }
    }
    return file;
  }

  private void plainCsv(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int from = 0;
        for (int to = line.indexOf(','); from <= line.length(); to = line.indexOf(',', from)) {
          int end = to < 0 ? line.length() : to;
          kept += Double.parseDouble(line.substring(from, end));
          from = end + 1;
        }
      }
    }
  }

  @Test
  void tables(SparkSession spark) throws IOException {
    Path narrow = csv("narrow.csv", share(1_000_000), 64);
    compare(spark, "csv, rows x 64", "mixture", "csv", narrow, () -> plainCsv(narrow));
    Path wide = csv("wide.csv", 20, share(5000));
    compare(spark, "csv, 20 rows", "mixture", "csv", wide, () -> plainCsv(wide));
    Path parquet = directory.resolve("narrow.parquet");
    spark
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(narrow.toString())
        .coalesce(1)
        .write()
        .parquet(parquet.toString());
    try (var files = Files.list(parquet)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      compare(spark, "parquet, rows x 64", "mixture", "parquet", part, () -> plainParquet(part));
    }
  }

  private void plainParquet(Path file) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        for (int c = 0; c < row.getType().getFieldCount(); c++) {
          kept += row.getDouble(c, 0);
        }
      }
    }
  }

  @Test
  void documents(SparkSession spark) throws IOException {
    int documents = share(2_000_000);
    Path docword = directory.resolve("docword.txt");
    Random random = new Random(1);
    int words = 26;
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(docword))) {
      out.println(documents + "\n" + WORDS + "\n" + (long) documents * words);
      for (int d = 1; d <= documents; d++) {
        int word = 0;
        for (int w = 0; w < words; w++) {
          word += 1 + random.nextInt(WORDS / words - 1);
          out.println(d + " " + word + " " + (1 + random.nextInt(3)));
        }
      }
    }
    compare(spark, "docword", "topics", "docword", docword, () -> plainDocword(docword));
    Path text = directory.resolve("text.txt");
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(text))) {
      for (int d = 0; d < share(200_000); d++) {
        StringBuilder line = new StringBuilder();
        for (int w = 0; w < 100; w++) {
          line.append("w").append(Integer.toString(random.nextInt(WORDS), 26)).append(' ');
        }
        out.println(line);
      }
    }
    compare(spark, "text, lines of 100 words", "topics", "text", text, () -> plainText(text));
  }

  private void plainDocword(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        StringTokenizer fields = new StringTokenizer(line);
        while (fields.hasMoreTokens()) {
          kept += Integer.parseInt(fields.nextToken());
        }
      }
    }
  }

  private void plainText(Path file) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        StringTokenizer words = new StringTokenizer(line);
        while (words.hasMoreTokens()) {
          counts.merge(words.nextToken(), 1, Integer::sum);
        }
      }
    }
    kept += counts.size();
  }
}
