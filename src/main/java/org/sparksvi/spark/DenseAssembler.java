package org.sparksvi.spark;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sparksvi.data.DenseRow;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;

/** Orders rows of numbers of the same key by their content. */
final class DenseAssembler implements RowAssembler {
  private final IngestSettings settings;
  private final RowOrder order;
  private final Tallies tallies;
  private final Map<Role, List<DenseRow>> rows = new EnumMap<>(Role.class);

  DenseAssembler(IngestSettings settings, Tallies tallies) {
    this.settings = settings;
    this.order = new RowOrder(new Streams(settings.seed()));
    this.tallies = tallies;
  }

  @Override
  public void add(Role role, byte[] item) {
    if (role != Role.TRAINING && role != Role.HELD_OUT) {
      throw new IllegalArgumentException("rows of numbers have no halves, but came as " + role);
    }
    rows.computeIfAbsent(role, r -> new ArrayList<>()).add(DenseBytes.read(item));
  }

  @Override
  public void finish(Consumer<PackedRow> out) {
    rows.forEach((role, some) -> finish(role, some, out));
    rows.clear();
  }

  private void finish(Role role, List<DenseRow> some, Consumer<PackedRow> out) {
    some.sort(DenseRow::compareContent);
    tallies.of(role).addRows(some.size());
    for (DenseRow row : some) {
      boolean heldOut =
          role == Role.HELD_OUT || order.heldOut(row.key(), settings.heldOutFraction());
      if (!heldOut) {
        tallies.of(role).ranges().add(row);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DenseBytes.write(row, bytes);
      out.accept(new PackedRow(heldOut, bytes.toByteArray()));
    }
  }
}
