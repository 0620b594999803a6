package org.sparksvi.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.spark.wire.Items;
import scala.Tuple2;

/**
 * The items of the first rows in the order of the blocks, on the driver: all of a row's, and as
 * many rows as fit into some memory. Everything is read, little is kept.
 *
 * @param items in any order, with all tallies
 * @param share of all rows that is here, about where some are left out: places are spread evenly
 */
record FirstItems(List<Tuple2<Long, byte[]>> items, double share) {
  private static final long LEAST_BYTES = 1 << 14; // of a partition
  private static final int LEAST_PLACES = 2; // whatever their size
  private static final long ROOM = 4; // times what is wanted, for partitions that differ

  /**
   * Reads some sources.
   *
   * @param mostBytes of the items of rows; those of the first two places are here in any case
   */
  static FirstItems of(
      JavaSparkContext spark,
      List<BlockIngestion.Input> inputs,
      RowKind.Unit unit,
      long seed,
      long mostBytes) {
    JavaRDD<Tuple2<Long, byte[]>> all = BlockIngestion.items(inputs, unit, seed);
    long each = Math.max(LEAST_BYTES, ROOM * mostBytes / Math.max(1, all.getNumPartitions()));
    List<Kept> parts =
        Items.collect(
            all.mapPartitions(some -> List.of(new Keeping(each).of(some)).iterator(), true));
    long last = parts.stream().mapToLong(Kept::last).min().orElse(Long.MAX_VALUE);
    List<Tuple2<Long, byte[]>> rows = new ArrayList<>();
    List<Tuple2<Long, byte[]>> items = new ArrayList<>();
    for (Kept part : parts) {
      for (int i = 0; i < part.places().length; i++) {
        Tuple2<Long, byte[]> item = new Tuple2<>(part.places()[i], part.items()[i]);
        if (CarriedItems.isTally(item._2())) {
          items.add(item);
        } else if (item._1() <= last) {
          rows.add(item);
        }
      }
    }
    Keeping keeping = new Keeping(mostBytes);
    keeping.cut(rows);
    items.addAll(rows);
    last = Math.min(last, keeping.last);
    double share = last == Long.MAX_VALUE ? 1 : ((double) last - Long.MIN_VALUE) * 0x1.0p-64;
    return new FirstItems(items, share);
  }

  /**
   * What is kept of a partition; sent to the driver.
   *
   * @param last place up to which nothing is left out
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
  private record Kept(long[] places, byte[][] items, long last) implements Serializable {}

  private static final class Keeping {
    private final long mostBytes;
    private long last = Long.MAX_VALUE;

    Keeping(long mostBytes) {
      this.mostBytes = mostBytes;
    }

    Kept of(Iterator<Tuple2<Long, byte[]>> all) {
      List<Tuple2<Long, byte[]>> tallies = new ArrayList<>();
      List<Tuple2<Long, byte[]>> rows = new ArrayList<>();
      long bytes = 0;
      while (all.hasNext()) {
        Tuple2<Long, byte[]> item = all.next();
        if (CarriedItems.isTally(item._2())) {
          tallies.add(item);
        } else if (item._1() <= last) {
          rows.add(item);
          bytes += CollectedItems.bytes(item._2());
          if (bytes > 2 * mostBytes) {
            bytes = cut(rows);
          }
        }
      }
      cut(rows);
      rows.addAll(tallies);
      return new Kept(
          rows.stream().mapToLong(Tuple2::_1).toArray(),
          rows.stream().map(Tuple2::_2).toArray(byte[][]::new),
          last);
    }

    /**
     * Leaves the first rows alone, so that their items fit, but at least those of two places, and
     * returns their bytes.
     */
    long cut(List<Tuple2<Long, byte[]>> rows) {
      rows.sort(Comparator.comparingLong(Tuple2::_1));
      long bytes = 0;
      int places = 0;
      int fitting = 0;
      while (fitting < rows.size()) { // a place at a time
        long place = rows.get(fitting)._1();
        int end = fitting;
        long more = 0;
        while (end < rows.size() && rows.get(end)._1() == place) {
          more += CollectedItems.bytes(rows.get(end)._2());
          end++;
        }
        if (places >= LEAST_PLACES && bytes + more > mostBytes) {
          last = place - 1;
          break;
        }
        bytes += more;
        fitting = end;
        places++;
      }
      rows.subList(fitting, rows.size()).clear();
      return bytes;
    }
  }
}
