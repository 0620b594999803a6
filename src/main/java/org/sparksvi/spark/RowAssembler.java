package org.sparksvi.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.RowBuilder;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.input.IngestTally;
import scala.Tuple2;

/**
 * Makes rows of the items of one partition, which arrive sorted by place. Parts of a row are put
 * together; different rows of the same key are ordered by their content. What was met comes last.
 */
final class RowAssembler implements Iterator<RowChunk> {
  private static final int CHUNK_ROWS = 1024;
  private static final int CHUNK_BYTES = 1 << 20;

  private final RowAssembly how;
  private final Iterator<Tuple2<Long, byte[]>> items;
  private final RowOrder order;
  private final RowBuilder builder = new RowBuilder();
  private final EnumMap<Role, IngestTally> tallies = new EnumMap<>(Role.class);
  private final EnumMap<Role, List<DataRow>> inHand = new EnumMap<>(Role.class);
  private final Open training = new Open(false);
  private final Open heldOut = new Open(true);
  private final ArrayDeque<RowChunk> ready = new ArrayDeque<>();
  private long place;
  private long beyond; // rows of the group in hand that are too many
  private boolean ended;

  RowAssembler(RowAssembly how, Iterator<Tuple2<Long, byte[]>> items) {
    this.how = how;
    this.items = items;
    this.order = new RowOrder(new Streams(how.settings().seed()));
  }

  /** A chunk that grows. */
  private final class Open {
    private final boolean isHeldOut;
    private final RowBytes bytes = new RowBytes();
    private final int[] ends = new int[CHUNK_ROWS];
    private int rows;

    Open(boolean isHeldOut) {
      this.isHeldOut = isHeldOut;
    }

    void endRow() {
      ends[rows++] = bytes.size();
      if (rows == CHUNK_ROWS || bytes.size() >= CHUNK_BYTES) {
        close();
      }
    }

    void close() {
      if (rows > 0) {
        ready.add(new RowChunk(isHeldOut, Arrays.copyOf(ends, rows), bytes.take(), null));
        rows = 0;
      }
    }
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      if (items.hasNext()) {
        Tuple2<Long, byte[]> item = items.next();
        take(item._1(), item._2());
      } else {
        ended = true;
        finish();
        training.close();
        heldOut.close();
        ready.add(new RowChunk(false, new int[0], new byte[0], tallies));
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public RowChunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    return ready.remove();
  }

  private IngestTally tally(Role role) {
    return tallies.computeIfAbsent(role, r -> new IngestTally());
  }

  private void take(long at, byte[] item) {
    Role role = CarriedItems.role(item);
    if (CarriedItems.isTally(item)) {
      tally(role).add(CarriedItems.tally(item));
      return;
    }
    if (at != place) {
      finish();
    }
    place = at;
    List<DataRow> rows = inHand.computeIfAbsent(role, r -> new ArrayList<>());
    if (how.unit() == RowKind.Unit.GROUP && rows.size() == GroupedBlock.MOST_ROWS) {
      beyond++;
    } else {
      rows.add(CarriedItems.row(item));
    }
  }

  /** Gives out the rows of the place in hand. */
  private void finish() {
    if (inHand.isEmpty()) {
      return;
    }
    requireFits();
    for (List<DataRow> unit : units(rows(Role.TRAINING))) {
      if (order.heldOut(how.unit().name(unit.get(0)), how.settings().heldOutFraction())) {
        holdOut(Role.TRAINING, unit);
      } else {
        train(unit);
      }
    }
    for (List<DataRow> unit : units(rows(Role.HELD_OUT))) {
      holdOut(Role.HELD_OUT, unit);
    }
    List<DataRow> observed = rows(Role.OBSERVED);
    List<DataRow> scored = rows(Role.SCORED);
    for (int i = 0; i < Math.min(observed.size(), scored.size()); i++) {
      heldOut.bytes.write(renamed(Role.OBSERVED, observed.get(i)));
      heldOut.bytes.write(renamed(Role.SCORED, scored.get(i)));
      heldOut.endRow();
    }
    inHand.clear();
  }

  /** Rows of the place in hand that are trained on or held out together. */
  private List<List<DataRow>> units(List<DataRow> rows) {
    if (how.unit() == RowKind.Unit.GROUP) {
      return rows.isEmpty() ? List.of() : List.of(rows);
    }
    return rows.stream().map(List::of).toList();
  }

  private void train(List<DataRow> unit) {
    for (DataRow row : unit) {
      DataRow stored = renamed(Role.TRAINING, row);
      if (!row.isSparse() || !Double.isNaN(row.roles().response())) {
        tally(Role.TRAINING).ranges().add(row);
      }
      training.bytes.write(stored);
    }
    training.endRow();
  }

  private void holdOut(Role role, List<DataRow> unit) {
    for (DataRow row : unit) {
      if (how.split() == null) {
        heldOut.bytes.write(renamed(role, row));
      } else { // by the input's own columns, hence before they are renamed
        heldOut.bytes.write(renamed(role, how.split().half(row, true)));
        heldOut.bytes.write(renamed(role, how.split().half(row, false)));
      }
    }
    heldOut.endRow();
  }

  private void requireFits() {
    if (beyond > 0) {
      DataRow first = inHand.values().iterator().next().get(0);
      throw new FormatException(
          "the input",
          "a group must have at most %d rows, which one block holds, but group %d has %d"
              .formatted(
                  GroupedBlock.MOST_ROWS, first.roles().group(), GroupedBlock.MOST_ROWS + beyond));
    }
  }

  private static void requireFewParts(List<DataRow> group) {
    long parts = group.stream().mapToLong(row -> row.roles().subgroup()).distinct().count();
    if (parts > GroupedBlock.MOST_PARTS) {
      throw new FormatException(
          "the input",
          "a group must have at most %d parts, but group %d has %d"
              .formatted(GroupedBlock.MOST_PARTS, group.get(0).roles().group(), parts));
    }
  }

  private DataRow renamed(Role role, DataRow row) {
    return how.maps().get(role).rename(row, tally(role)::addUnseenTokens);
  }

  private List<DataRow> rows(Role role) {
    List<DataRow> rows = inHand.getOrDefault(role, List.of());
    if (rows.isEmpty()) {
      return rows;
    }
    if (how.inParts()) {
      rows = merged(rows);
    } else if (how.unit() == RowKind.Unit.GROUP) {
      if (rows.size() > GroupedBlock.MOST_PARTS) {
        requireFewParts(rows);
      }
      rows.sort(
          Comparator.comparingLong((DataRow row) -> order.place(row.key()))
              .thenComparing(DataRow::compareContent));
    } else if (rows.size() > 1) {
      rows.sort(DataRow::compareContent);
      tally(role).addRepeatedRows(role.whole() ? rows.size() - 1 : 0);
    }
    tally(role).addRows(rows.size());
    return rows;
  }

  /** One row of its parts, or none where nothing in it counts. */
  private List<DataRow> merged(List<DataRow> parts) {
    for (DataRow part : parts) {
      for (int i = 0; i < part.size(); i++) {
        builder.add(part.column(i), part.value(i));
      }
    }
    return builder.isEmpty() ? List.of() : List.of(builder.row(parts.get(0).key(), "the input"));
  }
}
