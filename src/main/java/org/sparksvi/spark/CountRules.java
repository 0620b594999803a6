package org.sparksvi.spark;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.CountRow;
import org.sparksvi.models.topics.CompletionSplit;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;

/**
 * How counts are put together and packed.
 *
 * @param partsShareKeys whether items of the same key are parts of one row
 * @param maps the model's column of each column, by role
 */
record CountRules(CompletionSplit split, boolean partsShareKeys, EnumMap<Role, ColumnMap> maps)
    implements RowRules {

  @Override
  public RowAssembler assembler(IngestSettings settings, Tallies tallies) {
    return new CountAssembler(this, settings, tallies);
  }

  @Override
  public Packing<CountBlock> training() {
    return new Whole();
  }

  @Override
  public Packing<CompletionBlock> heldOut() {
    return new Halves();
  }

  private static CountRow row(ByteArrayInputStream bytes) {
    SourceItem.Counts counts = CountBytes.read(bytes);
    return new CountRow(counts.key(), counts.columns(), counts.counts());
  }

  /** One encoded row after the other. */
  private record Whole() implements Packing<CountBlock> {

    @Override
    public BlockCodec<CountBlock> codec() {
      return new CountCodec();
    }

    @Override
    public CountBlock pack(int id, int columns, List<byte[]> rows) {
      return CountBlock.of(
          id, columns, rows.stream().map(bytes -> row(new ByteArrayInputStream(bytes))).toList());
    }
  }

  /** The observed and the scored half of every row. */
  private record Halves() implements Packing<CompletionBlock> {

    @Override
    public BlockCodec<CompletionBlock> codec() {
      return new CompletionCodec();
    }

    @Override
    public CompletionBlock pack(int id, int columns, List<byte[]> rows) {
      List<CountRow> observed = new ArrayList<>();
      List<CountRow> scored = new ArrayList<>();
      for (byte[] bytes : rows) {
        ByteArrayInputStream halves = new ByteArrayInputStream(bytes);
        observed.add(row(halves));
        scored.add(row(halves));
      }
      return new CompletionBlock(
          CountBlock.of(id, columns, observed), CountBlock.of(id, columns, scored));
    }
  }
}
