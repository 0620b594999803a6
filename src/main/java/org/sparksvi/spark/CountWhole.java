package org.sparksvi.spark;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.CountRow;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.CountCodec;

/** Rows of counts as they are, one encoded row after the other. */
record CountWhole() implements HeldOutCounts, Packing<CountBlock> {

  @Override
  public List<CountRow> parts(CountRow row) {
    return List.of(row);
  }

  @Override
  public Packing<CountBlock> packing() {
    return this;
  }

  @Override
  public BlockCodec<CountBlock> codec() {
    return new CountCodec();
  }

  @Override
  public CountBlock pack(int id, int columns, List<byte[]> rows) {
    return CountBlock.of(
        id, columns, rows.stream().map(bytes -> row(new ByteArrayInputStream(bytes))).toList());
  }

  /** Reads one row and leaves the rest. */
  static CountRow row(ByteArrayInputStream bytes) {
    SourceItem.Counts counts = CountBytes.read(bytes);
    return new CountRow(counts.key(), counts.columns(), counts.counts());
  }
}
