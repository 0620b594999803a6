package org.sparksvi.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sparksvi.data.CountRow;
import org.sparksvi.format.RowBuilder;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;

/**
 * Makes rows of the items that share a place in the order.
 *
 * <p>Places are a bijection of keys, so a place is a key. Parts of a row are put together;
 * different rows of the same key are equal in content or ordered by it.
 */
final class RowAssembler {
  private final IngestSettings settings;
  private final RowOrder order;
  private final boolean partsShareKeys;
  private final Map<Role, ColumnMap> maps;
  private final Map<Role, List<SourceItem.Counts>> items = new EnumMap<>(Role.class);
  private final EnumMap<Role, IngestTally> tallies = new EnumMap<>(Role.class);

  RowAssembler(IngestSettings settings, boolean partsShareKeys, Map<Role, ColumnMap> maps) {
    this.maps = maps;
    this.settings = settings;
    this.order = new RowOrder(new Streams(settings.seed()));
    this.partsShareKeys = partsShareKeys;
  }

  /** Takes an item of the place in hand. */
  void add(Role role, SourceItem.Counts item) {
    items.computeIfAbsent(role, r -> new ArrayList<>()).add(item);
  }

  /** What readers met, and the rows made of it, by role. */
  EnumMap<Role, IngestTally> tallies() {
    return tallies;
  }

  /** Adds what a reader met. */
  void add(Role role, IngestTally met) {
    tally(role).add(met);
  }

  /** Gives out the rows of the place in hand and forgets it. */
  void finish(Consumer<PackedRow> out) {
    for (CountRow row : rows(Role.TRAINING)) {
      if (order.heldOut(row.key(), settings.heldOutFraction())) {
        split(Role.TRAINING, row, out);
      } else {
        out.accept(PackedRow.training(renamed(Role.TRAINING, row)));
      }
    }
    for (CountRow row : rows(Role.HELD_OUT)) {
      split(Role.HELD_OUT, row, out);
    }
    List<CountRow> observed = rows(Role.OBSERVED);
    List<CountRow> scored = rows(Role.SCORED);
    for (int i = 0; i < Math.min(observed.size(), scored.size()); i++) {
      out.accept(
          PackedRow.heldOut(
              renamed(Role.OBSERVED, observed.get(i)), renamed(Role.SCORED, scored.get(i))));
    }
    items.clear();
  }

  private void split(Role role, CountRow row, Consumer<PackedRow> out) {
    CountRow observed = settings.split().half(row, true);
    CountRow scored = settings.split().half(row, false);
    out.accept(PackedRow.heldOut(renamed(role, observed), renamed(role, scored)));
  }

  private CountRow renamed(Role role, CountRow row) {
    return maps.get(role).rename(row, tally(role)::addUnseenTokens);
  }

  private IngestTally tally(Role role) {
    return tallies.computeIfAbsent(role, r -> new IngestTally());
  }

  private List<CountRow> rows(Role role) {
    List<SourceItem.Counts> parts = items.getOrDefault(role, List.of());
    List<CountRow> rows = new ArrayList<>();
    if (partsShareKeys && !parts.isEmpty()) {
      merge(parts, rows);
    } else {
      for (SourceItem.Counts part : parts) {
        merge(List.of(part), rows);
      }
      rows.sort(CountRow::compareContent);
    }
    if (!rows.isEmpty()) {
      tally(role).addRows(rows.size());
    }
    return rows;
  }

  /** Adds one row, unless nothing in it counts. */
  private static void merge(List<SourceItem.Counts> parts, List<CountRow> rows) {
    RowBuilder builder = new RowBuilder();
    long key = parts.get(0).key();
    for (SourceItem.Counts part : parts) {
      for (int i = 0; i < part.columns().length; i++) {
        builder.add(part.columns()[i], part.counts()[i]);
      }
    }
    if (!builder.isEmpty()) {
      try {
        builder.emit(
            (int) key, // only documents come in parts, and their keys are whole numbers
            "the input",
            (document, columns, counts) -> rows.add(new CountRow(key, columns, counts)));
      } catch (IOException e) {
        throw new UncheckedIOException("adding a row to a list", e);
      }
    }
  }
}
