package org.sparksvi.data;

import java.util.List;

/**
 * Blocks of several data sets of the same columns, one after the other. Each keeps the id that it
 * has in its own.
 *
 * @param parts in their order
 */
public record JoinedBlocks<B extends Block>(List<Blocks<B>> parts) implements Blocks<B> {

  public JoinedBlocks {
    parts = List.copyOf(parts);
  }

  @Override
  public int count() {
    return parts.stream().mapToInt(Blocks::count).sum();
  }

  @Override
  public int rows(int block) {
    int part = partOf(block);
    return parts.get(part).rows(block - before(part));
  }

  @Override
  public B read(int block) {
    int part = partOf(block);
    return parts.get(part).read(block - before(part));
  }

  @Override
  public double totalWeight() {
    return parts.stream().mapToDouble(Blocks::totalWeight).sum();
  }

  private int before(int part) {
    return parts.subList(0, part).stream().mapToInt(Blocks::count).sum();
  }

  private int partOf(int block) {
    for (int part = 0, end = 0; part < parts.size(); part++) {
      end += parts.get(part).count();
      if (block >= 0 && block < end) {
        return part;
      }
    }
    throw new IllegalArgumentException(
        "block must be one of %d, but was %d".formatted(count(), block));
  }
}
