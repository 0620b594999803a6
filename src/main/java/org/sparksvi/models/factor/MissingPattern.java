package org.sparksvi.models.factor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sparksvi.data.DenseBlock;

/**
 * Rows of a block in which the same columns are observed, so that one matrix serves all of them.
 *
 * @param columns observed, ascending
 * @param rows ascending
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a block, compared by nobody
record MissingPattern(int[] columns, int[] rows) {

  /** The patterns of a block, in the order of their first rows. */
  static List<MissingPattern> of(DenseBlock block) {
    boolean complete = block.rows() > 0 && !hasMissing(block.values());
    return complete ? List.of(complete(block)) : ofMissing(block);
  }

  private static boolean hasMissing(double[] values) {
    int missing = 0;
    for (double value : values) {
      missing += Double.isNaN(value) ? 1 : 0;
    }
    return missing > 0;
  }

  private static MissingPattern complete(DenseBlock block) {
    return new MissingPattern(
        IntStream.range(0, block.columns()).toArray(), IntStream.range(0, block.rows()).toArray());
  }

  private static List<MissingPattern> ofMissing(DenseBlock block) {
    Map<BitSet, List<Integer>> rowsOf = new LinkedHashMap<>();
    for (int r = 0; r < block.rows(); r++) {
      BitSet observed = new BitSet();
      for (int d = 0; d < block.columns(); d++) {
        if (!Double.isNaN(block.values()[r * block.columns() + d])) {
          observed.set(d);
        }
      }
      rowsOf.computeIfAbsent(observed, pattern -> new ArrayList<>()).add(r);
    }
    List<MissingPattern> patterns = new ArrayList<>();
    rowsOf.forEach(
        (observed, rows) ->
            patterns.add(
                new MissingPattern(
                    observed.stream().toArray(),
                    rows.stream().mapToInt(Integer::intValue).toArray())));
    return patterns;
  }

  boolean complete(int ofColumns) {
    return columns.length == ofColumns;
  }
}
