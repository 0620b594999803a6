package org.sparksvi.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.data.Block;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.RowType;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.StoredBlocks;

/**
 * Samples of the rows of several days, all days by the same share, in block stores.
 *
 * <p>Blocks of a day are in the order of a hash of the seed and the rows' keys, and samples are the
 * first rows of each, evenly mixed: so the first rows of a sample are a sample too, and nothing
 * depends on partitions or on which attempt wrote it.
 */
public final class Reservoir {
  private static final String SHARE = "share";

  private Reservoir() {}

  /**
   * Rows in an order by chance.
   *
   * @param share of the rows that they stand for, in (0, 1]
   */
  public record Part<B extends Block>(StoredBlocks<B> blocks, double share) {

    /** All rows of a store, which stand for themselves. */
    public static <B extends Block> Part<B> all(FileSystem fs, Path store, RowType<B, ?> type)
        throws IOException {
      return new Part<>(StoredBlocks.open(fs, store, BlockCodec.of(type.training())), 1);
    }

    /** A sample that {@link #draw} wrote. */
    public static <B extends Block> Part<B> sample(FileSystem fs, Path store, RowType<B, ?> type)
        throws IOException {
      StoredBlocks<B> blocks = StoredBlocks.open(fs, store, BlockCodec.of(type.training()));
      return new Part<>(blocks, Reservoir.share(blocks.index(), store));
    }

    /** Rows that stand for all of which these are a share: how many of those that are here. */
    private int rows(double of, double memory) {
      return (int) Math.floor(memory * (of / share) * blocks.totalRows());
    }

    /** All rows of which these are a share, about. */
    public double represented() {
      return blocks.totalRows() / share;
    }

    private void requireColumns(int now, boolean areWords) {
      int columns = blocks.index().columns();
      if (areWords ? columns > now : columns != now) {
        throw new FormatException(
            blocks.place(),
            "blocks must have %s%d columns, but have %d"
                .formatted(areWords ? "at most " : "", now, columns));
      }
    }

    private double bytes() {
      return blocks.index().bytes() / share;
    }

    private void take(int count, List<Ranked> into) {
      int taken = 0;
      for (int b = 0; b < blocks.count() && taken < count; b++) {
        B block = blocks.read(b);
        for (int r = 0; r < block.rows() && taken < count; r++) {
          into.add(new Ranked((taken++ + 0.5) / count, block.row(r)));
        }
      }
    }
  }

  private record Ranked(double rank, DataRow row) {}

  /** The share of earlier rows that a sample holds, in (0, 1]. */
  static double share(BlockIndex index) {
    return share(index, new Path("."));
  }

  private static double share(BlockIndex index, Path store) {
    String text = index.properties().getOrDefault(SHARE, "none");
    try {
      double share = Double.parseDouble(text);
      if (share > 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new FormatException(
        new Path(store, BlockIndex.FILE).toString(),
        "'share' must be a number in (0, 1], but is %s".formatted(text));
  }

  /**
   * Writes the largest sample that takes about so many bytes.
   *
   * @param into directory of the store
   * @param columns of the data set now: those of the parts, or where they are words at least those
   * @param blockSize rows of a block
   * @param parts that have no row in common
   * @param memory share of the sample that is written, in (0, 1]
   * @return empty where there is no row in it
   * @throws FormatException where a part has other columns
   */
  public static <B extends Block> Optional<BlockIndex> draw(
      FileSystem fs,
      Path into,
      RowType<B, ?> type,
      int columns,
      int blockSize,
      List<Part<B>> parts,
      double memory,
      long mostBytes)
      throws IOException {
    double share = mostBytes / parts.stream().mapToDouble(Part::bytes).sum();
    for (Part<B> part : parts) {
      part.requireColumns(columns, type.words());
      share = Math.min(share, part.share());
    }
    List<Ranked> ranked = new ArrayList<>();
    for (Part<B> part : parts) {
      part.take(part.rows(share, memory), ranked);
    }
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    ranked.sort(Comparator.comparingDouble(Ranked::rank));
    List<DataRow> rows = ranked.stream().map(Ranked::row).toList();
    BlockCodec<B> codec = BlockCodec.of(type.training());
    List<B> blocks = MemoryBlocks.pack(type.blocks()::of, columns, rows, blockSize).blocks();
    return Optional.of(
        BlockIndex.commit(
            fs,
            into,
            codec,
            columns,
            blockSize,
            List.of(BlockWriter.write(fs, into, 0, codec, blocks)),
            Map.of(SHARE, Double.toString(share))));
  }
}
