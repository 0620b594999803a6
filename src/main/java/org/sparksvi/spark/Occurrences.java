package org.sparksvi.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.sparksvi.random.RowKeys;
import scala.Tuple2;

/**
 * Gives rows of the same key, such as equal rows of a table, places of their own by their number
 * among them, so that they are spread over the order as other rows are: together they would make
 * blocks of one value. The first keeps its place, and all keep their key.
 */
final class Occurrences implements Iterator<Tuple2<Long, byte[]>> {
  private final Iterator<Tuple2<Long, byte[]>> items;
  private final LongUnaryOperator place;
  private final ArrayDeque<Tuple2<Long, byte[]>> ready = new ArrayDeque<>();
  private Tuple2<Long, byte[]> next; // after the place in hand

  /**
   * Of one partition.
   *
   * @param items sorted by place
   * @param place of a row, by its key
   */
  Occurrences(Iterator<Tuple2<Long, byte[]>> items, LongUnaryOperator place) {
    this.items = items;
    this.place = place;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || next != null || items.hasNext();
  }

  @Override
  public Tuple2<Long, byte[]> next() {
    if (ready.isEmpty()) {
      Tuple2<Long, byte[]> first = next != null ? next : items.next();
      next = null;
      ready.add(first);
      while (next == null && items.hasNext()) {
        Tuple2<Long, byte[]> item = items.next();
        if (item._1().equals(first._1())) {
          ready.add(item);
        } else {
          next = item;
        }
      }
      if (ready.size() > 1) {
        spread();
      }
    }
    return ready.remove();
  }

  /** Moves rows of the place in hand but the first; those of the same role are in some order. */
  private void spread() {
    List<Tuple2<Long, byte[]>> all = new ArrayList<>(ready);
    ready.clear();
    all.sort(Comparator.comparing(Tuple2::_2, Arrays::compareUnsigned));
    Role before = null;
    int occurrence = 0;
    for (Tuple2<Long, byte[]> item : all) {
      Role role = CarriedItems.role(item._2());
      boolean isRow = role.whole() && !CarriedItems.isTally(item._2());
      occurrence = isRow && role == before ? occurrence + 1 : 0;
      before = isRow ? role : null;
      if (occurrence > 0) {
        long key = CarriedItems.row(item._2()).key();
        long own = place.applyAsLong(RowKeys.ofOccurrence(key, occurrence));
        ready.add(new Tuple2<>(own, item._2()));
      } else {
        ready.add(item);
      }
    }
  }
}
