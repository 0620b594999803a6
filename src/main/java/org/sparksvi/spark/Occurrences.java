package org.sparksvi.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.sparksvi.data.DataRow;
import org.sparksvi.random.RowKeys;
import scala.Tuple2;

/**
 * Gives rows of the same key, such as equal rows of a table, keys of their own by their number
 * among them, so that they are spread over the order as other rows are: together they would make
 * blocks of one value. The first keeps its key.
 */
final class Occurrences implements Iterator<Tuple2<Long, byte[]>> {
  private final Iterator<Tuple2<Long, byte[]>> items;
  private final LongUnaryOperator place;
  private final RowBytes bytes = new RowBytes();
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
        rename();
      }
    }
    return ready.remove();
  }

  /** Renames rows of the place in hand. */
  private void rename() {
    List<Tuple2<Long, byte[]>> all = new ArrayList<>(ready);
    ready.clear();
    for (Role role : Role.values()) {
      List<DataRow> rows = new ArrayList<>();
      for (Tuple2<Long, byte[]> item : all) {
        if (CarriedItems.role(item._2()) != role) {
          continue;
        }
        if (role.whole() && !CarriedItems.isTally(item._2())) {
          rows.add(CarriedItems.row(item._2()));
        } else {
          ready.add(item);
        }
      }
      rows.sort(DataRow::compareContent);
      for (int i = 0; i < rows.size(); i++) {
        DataRow row = rows.get(i);
        DataRow own = i == 0 ? row : row.named(RowKeys.ofOccurrence(row.key(), i));
        byte[] item = bytes.put((byte) role.ordinal()).write(own).take();
        ready.add(new Tuple2<>(place.applyAsLong(own.key()), item));
      }
    }
  }
}
