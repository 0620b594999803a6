package org.sparksvi.spark;

import java.io.Serializable;
import java.util.Arrays;
import org.sparksvi.data.DataRow;
import org.sparksvi.random.SplitMix64;

/**
 * Splits the word types of a document in two: one half is observed, the other held out.
 *
 * <pre>
 *   h = mix(seed · 0x100000001 + document),   observed where mix(h xor word) is even
 * </pre>
 *
 * @param seed of the split, not of the training
 */
public record CompletionSplit(long seed) implements Serializable {
  private static final long SPREAD = 0x100000001L;

  /** Whether a word of a document is observed; both are the 0-based ids of the file given. */
  public boolean observed(long document, long word) {
    long h = SplitMix64.mix(seed * SPREAD + document);
    return (SplitMix64.mix(h ^ word) & 1) == 0;
  }

  /** One half of a row whose key is its document's id. */
  public DataRow half(DataRow row, boolean observed) {
    int[] columns = new int[row.size()];
    double[] counts = new double[row.size()];
    int size = 0;
    for (int i = 0; i < row.size(); i++) {
      if (observed(row.key(), row.column(i)) == observed) {
        columns[size] = row.column(i);
        counts[size++] = row.value(i);
      }
    }
    return DataRow.counts(row.key(), Arrays.copyOf(columns, size), Arrays.copyOf(counts, size));
  }
}
