package org.sparksvi.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparksvi.data.Block;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;
import org.sparksvi.store.DenseCodec;
import org.sparksvi.store.LabelledCodec;

/**
 * What rows are, to ingestion: what is kept of a row that is held out, and what blocks rows become.
 *
 * @param training blocks of rows to train on
 * @param heldOut blocks of rows that are held out
 * @param split of held-out rows into an observed and a scored half; empty where they stay whole
 */
public record RowKind(Packing<?> training, Packing<?> heldOut, Optional<CompletionSplit> split) {
  private static final Packing<CountBlock> COUNTS = new Packing<>(new CountCodec(), CountBlock::of);
  private static final Packing<DenseBlock> NUMBERS =
      new Packing<>(new DenseCodec(), DenseBlock::of);

  /** Makes a block of its rows. */
  @FunctionalInterface
  interface Blocks<B extends Block> extends Serializable {
    B of(int id, int columns, List<DataRow> rows);
  }

  /**
   * How rows become blocks of a store.
   *
   * @param codec of the blocks
   * @param blocks makes them; of halves, every observed one is followed by its scored one
   */
  public record Packing<B extends Block>(BlockCodec<B> codec, Blocks<B> blocks)
      implements Serializable {}

  /** Rows of counts; those that are held out are split in two. */
  public static RowKind halved(CompletionSplit split) {
    return new RowKind(
        COUNTS, new Packing<>(new CompletionCodec(), RowKind::halves), Optional.of(split));
  }

  /** Rows of counts that are scored whole. */
  public static RowKind counts() {
    return new RowKind(COUNTS, COUNTS, Optional.empty());
  }

  /** Dense rows of numbers. */
  public static RowKind numbers() {
    return new RowKind(NUMBERS, NUMBERS, Optional.empty());
  }

  /** Rows of numbers with responses, offsets and groups, dense or sparse. */
  public static RowKind labelled() {
    Packing<LabelledBlock> packing = new Packing<>(new LabelledCodec(), LabelledBlock::of);
    return new RowKind(packing, packing, Optional.empty());
  }

  /** How many rows are kept of one that is held out. */
  int heldOutParts() {
    return split.isPresent() ? 2 : 1;
  }

  private static CompletionBlock halves(int id, int columns, List<DataRow> rows) {
    List<DataRow> observed = new ArrayList<>();
    List<DataRow> scored = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 2) {
      observed.add(rows.get(i));
      scored.add(rows.get(i + 1));
    }
    return new CompletionBlock(
        CountBlock.of(id, columns, observed), CountBlock.of(id, columns, scored));
  }
}
