package org.sparksvi.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.spark.input.RowItem;
import org.sparksvi.spark.input.RowSource;

/** Words of documents that a model lacks. */
final class NewWords {
  private NewWords() {}

  /** Those that occur, by descending count, then by their text. */
  static List<String> of(RowSource source, Vocabulary model) {
    List<String> words = source.names();
    int[] places = new int[words.size()]; // among the new words, or -1
    List<String> added = new ArrayList<>();
    for (int w = 0; w < places.length; w++) {
      boolean known = model.indexOf(words.get(w)) >= 0;
      places[w] = known ? -1 : added.size();
      if (!known) {
        added.add(words.get(w));
      }
    }
    if (added.isEmpty()) {
      return added;
    }
    double[] counts = counts(source, places, added.size());
    return IntStream.range(0, added.size())
        .boxed()
        .filter(w -> counts[w] > 0)
        .sorted(Comparator.<Integer>comparingDouble(w -> -counts[w]).thenComparing(added::get))
        .map(added::get)
        .toList();
  }

  /** Of whole numbers exact, whatever the partitions. */
  private static double[] counts(RowSource source, int[] places, int size) {
    double[] total = new double[size];
    for (double[] part :
        source.items().mapPartitions(items -> sum(items, places, size)).collect()) {
      for (int w = 0; w < size; w++) {
        total[w] += part[w];
      }
    }
    return total;
  }

  private static Iterator<double[]> sum(Iterator<RowItem> items, int[] places, int size) {
    double[] counts = new double[size];
    while (items.hasNext()) {
      DataRow row = items.next().row();
      for (int i = 0; row != null && i < row.size(); i++) {
        int place = places[row.column(i)];
        if (place >= 0) {
          counts[place] += row.value(i);
        }
      }
    }
    return List.of(counts).iterator();
  }
}
