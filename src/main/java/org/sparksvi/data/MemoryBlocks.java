package org.sparksvi.data;

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
