package org.sparksvi.spark.input;

import java.io.Serializable;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;

/** The place in each file of the columns of the first one. */
final class ColumnOrders implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] first; // of most files
  private final HashMap<String, int[]> others; // by path, of files that differ

  private ColumnOrders(int[] first, Map<String, int[]> others) {
    this.first = first;
    this.others = new HashMap<>(others);
  }

  /** Of files that have the same columns. */
  static ColumnOrders of(FileColumns found) {
    List<String> first = found.first();
    Map<String, int[]> others = new HashMap<>();
    found
        .groups()
        .forEach(
            (columns, files) -> {
              if (!columns.equals(first)) {
                int[] order = order(first, columns);
                files.forEach(file -> others.put(file, order));
              }
            });
    return new ColumnOrders(order(first, first), others);
  }

  private static int[] order(List<String> first, List<String> columns) {
    NavigableMap<String, Integer> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    IntStream.range(0, columns.size()).forEach(c -> places.put(columns.get(c), c));
    return first.stream().mapToInt(places::get).toArray();
  }

  int columns() {
    return first.length;
  }

  /** Of a file that Spark names by its URI. */
  int[] of(String file) {
    return others.isEmpty()
        ? first
        : others.getOrDefault(new Path(URI.create(file)).toString(), first);
  }
}
