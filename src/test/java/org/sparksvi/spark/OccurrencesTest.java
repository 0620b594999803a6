package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.DataRow;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.input.RowItem;
import scala.Tuple2;

class OccurrencesTest {
  private static final long KEY = 17;
  private static final int ROWS = 4000;
  private static final int PARTS = 4;

  /** Of a quarter of the order: five standard deviations of a binomial share of 4000 rows. */
  private static final int MOST_OFF = 137;

  @Test
  void equalRowsAreSpreadOverTheOrder() {
    RowOrder order = new RowOrder(new Streams(1));
    RowItem row = new RowItem(DataRow.of(KEY, new double[] {4}), null);
    Iterator<RowItem> equal = Collections.nCopies(ROWS, row).iterator();
    Occurrences spread =
        new Occurrences(
            new CarriedItems(equal, Role.TRAINING, r -> order.place(r.key())), order::place);

    Set<Long> places = new HashSet<>();
    int[] counts = new int[PARTS];
    HashRanges parts = new HashRanges(PARTS);
    while (spread.hasNext()) {
      Tuple2<Long, byte[]> item = spread.next();
      places.add(item._1());
      counts[parts.getPartition(item._1())]++;
      assertEquals(KEY, CarriedItems.row(item._2()).key());
    }
    assertEquals(ROWS, places.size());
    for (int count : counts) {
      assertTrue(Math.abs(count - ROWS / PARTS) < MOST_OFF, () -> Arrays.toString(counts));
    }
  }
}
