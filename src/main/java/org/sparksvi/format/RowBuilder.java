package org.sparksvi.format;

import java.io.IOException;
import java.util.Arrays;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.RowRoles;

/**
 * The entries of one document, gathered in any order.
 *
 * <p>A word that comes more than once counts as often as all its entries say. They are added in
 * ascending order, so that the sum does not depend on the order of the lines. One instance serves
 * one task.
 */
public final class RowBuilder {
  private static final int FIRST_SIZE = 16;

  private int[] words = new int[FIRST_SIZE];
  private double[] counts = new double[FIRST_SIZE];
  private int size;
  private boolean ascending = true; // so far, and no word twice

  /** Adds an entry; one of count 0 adds nothing. */
  public void add(int word, double count) {
    if (count == 0) {
      return;
    }
    if (size == words.length) {
      int larger = size + (size >> 1);
      words = Arrays.copyOf(words, larger);
      counts = Arrays.copyOf(counts, larger);
    }
    ascending &= size == 0 || words[size - 1] < word;
    words[size] = word;
    counts[size] = count;
    size++;
  }

  /** Whether no entry added anything. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Gives the row to {@code sink} and begins anew. */
  public void emit(int document, String file, RowSink sink) throws IOException {
    gather(document, file);
    sink.row(document, Arrays.copyOf(words, size), Arrays.copyOf(counts, size));
    clear();
  }

  /**
   * Gives out the row and begins anew.
   *
   * @param key of the row; the number of a document, from 0, where words come more than once
   */
  public DataRow row(long key, String file) {
    gather(key, file);
    DataRow row =
        DataRow.unchecked(
            key, Arrays.copyOf(words, size), Arrays.copyOf(counts, size), 1, RowRoles.NONE);
    clear();
    return row;
  }

  private void clear() {
    size = 0;
    ascending = true;
  }

  private void gather(long document, String file) {
    if (!ascending) {
      sort();
      merge(document, file);
    }
  }

  private void sort() {
    long[] order = new long[size]; // the word, and behind it the place it came in
    for (int i = 0; i < size; i++) {
      order[i] = (long) words[i] << Integer.SIZE | i;
    }
    Arrays.sort(order);
    double[] unsorted = counts.clone();
    for (int i = 0; i < size; i++) {
      words[i] = (int) (order[i] >> Integer.SIZE);
      counts[i] = unsorted[(int) order[i]];
    }
  }

  private void merge(long document, String file) {
    int merged = 0;
    for (int from = 0; from < size; ) {
      int word = words[from];
      int to = from + 1;
      while (to < size && words[to] == word) {
        to++;
      }
      Arrays.sort(counts, from, to);
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += counts[i];
      }
      if (Double.isInfinite(sum)) {
        throw new FormatException(
            file,
            "counts of document %d, word %d add up to infinity; the sum must be finite"
                .formatted(document + 1, word + 1));
      }
      words[merged] = word;
      counts[merged] = sum;
      merged++;
      from = to;
    }
    size = merged;
  }
}
