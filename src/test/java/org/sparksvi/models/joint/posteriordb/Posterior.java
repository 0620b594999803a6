package org.sparksvi.models.joint.posteriordb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.sparksvi.data.DenseBlock;

/** A posterior of posteriordb: its data, and means and deviations of long Hamiltonian runs. */
final class Posterior {
  private final JsonNode root;

  private Posterior(JsonNode root) {
    this.root = root;
  }

  static Posterior read(Path folder, String name) {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".json.gz")))) {
      return new Posterior(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double number(String name) {
    return root.get("data").get(name).asDouble();
  }

  double[] numbers(String name) {
    return numbers(root.get("data").get(name));
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  /** Columns of a matrix. */
  double[][] columns(String name) {
    JsonNode rows = root.get("data").get(name);
    double[][] columns = new double[rows.get(0).size()][rows.size()];
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns.length; c++) {
        columns[c][r] = rows.get(r).get(c).asDouble();
      }
    }
    return columns;
  }

  List<String> parameters() {
    return StreamSupport.stream(root.get("parameters").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  double mean(String parameter) {
    return root.get("reference").get(parameter).get("mean").asDouble();
  }

  double deviation(String parameter) {
    return root.get("reference").get(parameter).get("sd").asDouble();
  }

  /** Rows of these columns. */
  static DenseBlock rows(double[]... columns) {
    int rows = columns[0].length;
    double[] values = new double[rows * columns.length];
    long[] keys = new long[rows];
    double[] weights = new double[rows];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns.length; c++) {
        values[r * columns.length + c] = columns[c][r];
      }
      keys[r] = r;
      weights[r] = 1;
    }
    return new DenseBlock(0, columns.length, keys, weights, values);
  }

  /** A single row, of a whole series. */
  static DenseBlock series(double[] numbers) {
    return new DenseBlock(0, numbers.length, new long[1], new double[] {1}, numbers);
  }
}
