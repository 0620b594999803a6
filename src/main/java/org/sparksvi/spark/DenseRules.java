package org.sparksvi.spark;

import java.util.List;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.DenseCodec;

/** How rows of numbers are packed. */
record DenseRules() implements RowRules {

  @Override
  public RowAssembler assembler(IngestSettings settings, Tallies tallies) {
    return new DenseAssembler(settings, tallies);
  }

  @Override
  public Packing<DenseBlock> training() {
    return new Whole();
  }

  @Override
  public Packing<DenseBlock> heldOut() {
    return new Whole();
  }

  private record Whole() implements Packing<DenseBlock> {

    @Override
    public BlockCodec<DenseBlock> codec() {
      return new DenseCodec();
    }

    @Override
    public DenseBlock pack(int id, int columns, List<byte[]> rows) {
      return DenseBlock.of(id, columns, rows.stream().map(DenseBytes::read).toList());
    }
  }
}
