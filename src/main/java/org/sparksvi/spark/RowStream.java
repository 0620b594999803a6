package org.sparksvi.spark;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/** The rows of one partition in their order, made from items that arrive sorted by place. */
final class RowStream implements Iterator<PackedRow> {
  private final Iterator<Tuple2<Long, CarriedRow>> items;
  private final Tallies tallies = new Tallies();
  private final RowAssembler assembler;
  private final ArrayDeque<PackedRow> ready = new ArrayDeque<>();
  private long place;
  private boolean inHand;

  RowStream(Iterator<Tuple2<Long, CarriedRow>> items, RowRules rules, IngestSettings settings) {
    this.items = items;
    this.assembler = rules.assembler(settings, tallies);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && (inHand || items.hasNext())) {
      if (items.hasNext()) {
        take(items.next());
      } else {
        finish();
      }
    }
    return !ready.isEmpty();
  }

  private void take(Tuple2<Long, CarriedRow> item) {
    CarriedRow carried = item._2();
    if (carried.tally() != null) {
      tallies.of(carried.role()).add(carried.tally());
      return;
    }
    if (inHand && item._1() != place) {
      finish();
    }
    place = item._1();
    inHand = true;
    assembler.add(carried.role(), carried.row());
  }

  private void finish() {
    assembler.finish(ready::add);
    inHand = false;
  }

  @Override
  public PackedRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    return ready.remove();
  }

  /** What readers met and the rows made of it, by role, of the items taken so far. */
  EnumMap<Role, IngestTally> tallies() {
    return tallies.all();
  }
}
