package org.sparksvi.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Blocks held in memory.
 *
 * @param blocks block b at index b
 */
public record MemoryBlocks<B extends Block>(List<B> blocks) implements Blocks<B> {

  public MemoryBlocks {
    blocks = List.copyOf(blocks);
    for (int b = 0; b < blocks.size(); b++) {
      if (blocks.get(b).id() != b) {
        throw new IllegalArgumentException(
            "the block at index %d must have that id, but has %d".formatted(b, blocks.get(b).id()));
      }
    }
  }

  /** Makes one block of some rows. */
  @FunctionalInterface
  public interface Packing<R, B> {
    B block(int id, int columns, List<R> rows);
  }

  /** Cuts rows, in their order, into blocks of a size; the last may be shorter. */
  public static <R, B extends Block> MemoryBlocks<B> pack(
      Packing<R, B> packing, int columns, List<R> rows, int blockSize) {
    List<B> blocks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += blockSize) {
      int to = Math.min(from + blockSize, rows.size());
      blocks.add(packing.block(blocks.size(), columns, rows.subList(from, to)));
    }
    return new MemoryBlocks<>(blocks);
  }

  @Override
  public int count() {
    return blocks.size();
  }

  @Override
  public int rows(int block) {
    return blocks.get(block).rows();
  }

  @Override
  public double totalWeight() {
    double weight = 0;
    for (B block : blocks) {
      weight += block.weight();
    }
    return weight;
  }

  @Override
  public B read(int block) {
    return blocks.get(block);
  }
}
