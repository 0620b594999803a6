package org.sparksvi.store;

import java.io.IOException;
import java.util.List;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.SafetensorsFile;

/** Blocks of sparse counts in shards. */
public record CountCodec() implements BlockCodec<CountBlock> {
  private static final long BLOCK_BYTES = 160; // object headers and references

  @Override
  public String kind() {
    return "counts";
  }

  @Override
  public int columns(CountBlock block) {
    return block.columns();
  }

  @Override
  public long bytes(CountBlock block) {
    return BLOCK_BYTES
        + (Long.BYTES + Integer.BYTES) * (long) block.rows()
        + Integer.BYTES * (long) block.distinct().length
        + (Integer.BYTES + Double.BYTES) * (long) block.counts().length;
  }

  @Override
  public void feed(CountBlock block, BlockDigest into) {
    into.put(block.id());
    into.put(block.columns());
    into.put(block.rows());
    for (int r = 0; r < block.rows(); r++) {
      into.put(block.key(r));
    }
    into.put(block.start());
    into.put(block.distinct());
    into.put(block.place());
    into.put(block.counts());
  }

  @Override
  public void add(List<CountBlock> blocks, Safetensors into) {
    CountTensors.of(blocks).addTo(into, "");
  }

  @Override
  public ShardReader<CountBlock> open(SafetensorsFile file, int firstBlock, int blocks, int columns)
      throws IOException {
    return CountReader.open(file, "", firstBlock, blocks, columns);
  }
}
