package org.sparksvi.models.factor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The numbers of shipped tables, without their labels. */
final class ShippedData {
  private ShippedData() {}

  static double[][] read(String name) throws IOException {
    Path directory = Path.of("datasets", name);
    Path packed = directory.resolve(name + ".csv.gz");
    boolean gzip = Files.exists(packed);
    Path file = gzip ? packed : directory.resolve(name + ".csv");
    try (InputStream raw = Files.newInputStream(file);
        InputStream bytes = gzip ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      String[] header = lines.readLine().split(",", -1);
      long labels =
          Arrays.stream(header).filter(h -> h.equals("species") || h.equals("digit")).count();
      int columns = header.length - (int) labels;
      return lines
          .lines()
          .map(
              line ->
                  Arrays.stream(line.split(",", -1))
                      .limit(columns)
                      .mapToDouble(Double::parseDouble)
                      .toArray())
          .toArray(double[][]::new);
    }
  }
}
