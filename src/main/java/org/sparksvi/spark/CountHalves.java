package org.sparksvi.spark;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.CountRow;
import org.sparksvi.models.topics.CompletionSplit;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.CompletionCodec;

/** The observed and the scored half of every row. */
record CountHalves(CompletionSplit split) implements HeldOutCounts {

  @Override
  public List<CountRow> parts(CountRow row) {
    return List.of(split.half(row, true), split.half(row, false));
  }

  @Override
  public Packing<CompletionBlock> packing() {
    return new Halves();
  }

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
        observed.add(CountWhole.row(halves));
        scored.add(CountWhole.row(halves));
      }
      return new CompletionBlock(
          CountBlock.of(id, columns, observed), CountBlock.of(id, columns, scored));
    }
  }
}
