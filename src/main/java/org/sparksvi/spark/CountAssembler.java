package org.sparksvi.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
 * Makes rows of counts. Parts of a row are put together; different rows of the same key are equal
 * in content or ordered by it.
 */
final class CountAssembler implements RowAssembler {
  private final CountRules rules;
  private final IngestSettings settings;
  private final RowOrder order;
  private final Tallies tallies;
  private final Map<Role, List<SourceItem.Counts>> items = new EnumMap<>(Role.class);

  CountAssembler(CountRules rules, IngestSettings settings, Tallies tallies) {
    this.rules = rules;
    this.settings = settings;
    this.order = new RowOrder(new Streams(settings.seed()));
    this.tallies = tallies;
  }

  @Override
  public void add(Role role, byte[] item) {
    items
        .computeIfAbsent(role, r -> new ArrayList<>())
        .add(CountBytes.read(new ByteArrayInputStream(item)));
  }

  @Override
  public void finish(Consumer<PackedRow> out) {
    for (CountRow row : rows(Role.TRAINING)) {
      if (order.heldOut(row.key(), settings.heldOutFraction())) {
        holdOut(Role.TRAINING, row, out);
      } else {
        out.accept(packed(false, renamed(Role.TRAINING, row)));
      }
    }
    for (CountRow row : rows(Role.HELD_OUT)) {
      holdOut(Role.HELD_OUT, row, out);
    }
    List<CountRow> observed = rows(Role.OBSERVED);
    List<CountRow> scored = rows(Role.SCORED);
    for (int i = 0; i < Math.min(observed.size(), scored.size()); i++) {
      out.accept(
          packed(
              true, renamed(Role.OBSERVED, observed.get(i)), renamed(Role.SCORED, scored.get(i))));
    }
    items.clear();
  }

  private void holdOut(Role role, CountRow row, Consumer<PackedRow> out) {
    out.accept(
        packed(
            true,
            rules.heldOutRows().parts(row).stream()
                .map(part -> renamed(role, part))
                .toArray(CountRow[]::new)));
  }

  private CountRow renamed(Role role, CountRow row) {
    return rules.maps().get(role).rename(row, tallies.of(role)::addUnseenTokens);
  }

  private static PackedRow packed(boolean heldOut, CountRow... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (CountRow part : parts) {
      int[] columns = new int[part.size()];
      double[] counts = new double[part.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = part.column(i);
        counts[i] = part.count(i);
      }
      CountBytes.write(part.key(), columns, counts, out);
    }
    return new PackedRow(heldOut, out.toByteArray());
  }

  private List<CountRow> rows(Role role) {
    List<SourceItem.Counts> parts = items.getOrDefault(role, List.of());
    List<CountRow> rows = new ArrayList<>();
    if (rules.partsShareKeys() && !parts.isEmpty()) {
      merge(parts, rows);
    } else {
      for (SourceItem.Counts part : parts) {
        merge(List.of(part), rows);
      }
      rows.sort(CountRow::compareContent);
    }
    if (!rows.isEmpty()) {
      tallies.of(role).addRows(rows.size());
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
