package org.sparksvi.models.mixture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;

/** Data of the tests. */
public final class Rows {
  private Rows() {}

  public static MemoryBlocks<DenseBlock> blocks(double[][] rows, int blockSize) {
    List<DataRow> list = new ArrayList<>();
    for (int r = 0; r < rows.length; r++) {
      list.add(DataRow.of(r, rows[r]));
    }
    return MemoryBlocks.pack(DenseBlock::of, rows[0].length, list, blockSize);
  }

  /** A shipped table by its name. */
  public static double[][] of(String name) {
    return switch (name) {
      case "faithful" -> faithful();
      case "iris" -> iris();
      case "digits" -> digits();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The eruptions of Old Faithful, 272 x 2. */
  public static double[][] faithful() {
    return read("datasets/faithful/faithful.csv", 2);
  }

  /** Fisher's irises, 150 x 4. */
  public static double[][] iris() {
    return read("datasets/iris/iris.csv", 4);
  }

  /** Handwritten digits, 1797 x 64. */
  public static double[][] digits() {
    return read("datasets/digits/digits.csv.gz", 64);
  }

  /** Columns of mean 0 and variance 1; overwrites the rows. */
  public static double[][] standardised(double[][] rows) {
    for (int d = 0; d < rows[0].length; d++) {
      int column = d;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
      for (double[] row : rows) {
        row[d] -= mean;
      }
      double square =
          Arrays.stream(rows).mapToDouble(row -> row[column] * row[column]).average().orElseThrow();
      for (double[] row : rows) {
        row[d] /= Math.sqrt(square);
      }
    }
    return rows;
  }

  private static double[][] read(String file, int columns) {
    return read(Path.of(System.getProperty("project.root", "."), file), columns);
  }

  /** The first columns of a csv file with a header, plain or gzip. */
  public static double[][] read(Path path, int columns) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                path.toString().endsWith(".gz")
                    ? new GZIPInputStream(Files.newInputStream(path))
                    : Files.newInputStream(path),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(
              line ->
                  Arrays.stream(line.split(",", -1))
                      .limit(columns)
                      .mapToDouble(Double::parseDouble)
                      .toArray())
          .toArray(double[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
