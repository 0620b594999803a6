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
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;
import org.sparksvi.store.DenseCodec;
import org.sparksvi.store.GroupedCodec;
import org.sparksvi.store.LabelledCodec;

/**
 * What rows are, to ingestion: what is kept of a row that is held out, and what blocks rows become.
 *
 * @param training blocks of rows to train on
 * @param heldOut blocks of rows that are held out
 * @param split of held-out rows into an observed and a scored half; empty where they stay whole
 * @param byGroup whether the rows of a group are packed, and held out, together
 */
public record RowKind(
    Packing<?> training, Packing<?> heldOut, Optional<CompletionSplit> split, boolean byGroup) {
  private static final Packing<CountBlock> COUNTS = new Packing<>(new CountCodec(), CountBlock::of);
  private static final Packing<DenseBlock> NUMBERS =
      new Packing<>(new DenseCodec(), DenseBlock::of);

  /** What blocks are counted by. */
  enum Unit {
    /** A row. */
    ROW,
    /** A row that is followed by another part of it. */
    HALVED,
    /** All rows of a group. */
    GROUP;

    /** Number that a row has its place in the order by: rows of the same one come together. */
    long name(DataRow row) {
      return this == GROUP ? row.roles().group() : row.key();
    }

    /** Whether a row is the first of a unit. */
    boolean begins(List<DataRow> before, DataRow row) {
      return switch (this) {
        case ROW -> true;
        case HALVED -> before.size() % 2 == 0;
        case GROUP ->
            before.isEmpty()
                || before.get(before.size() - 1).roles().group() != row.roles().group();
      };
    }
  }

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
        COUNTS, new Packing<>(new CompletionCodec(), RowKind::halves), Optional.of(split), false);
  }

  /** Rows of counts that are scored whole. */
  public static RowKind counts() {
    return new RowKind(COUNTS, COUNTS, Optional.empty(), false);
  }

  /** Dense rows of numbers. */
  public static RowKind numbers() {
    return new RowKind(NUMBERS, NUMBERS, Optional.empty(), false);
  }

  /** Rows of numbers with responses, offsets and groups, dense or sparse. */
  public static RowKind labelled() {
    Packing<LabelledBlock> packing = new Packing<>(new LabelledCodec(), LabelledBlock::of);
    return new RowKind(packing, packing, Optional.empty(), false);
  }

  /**
   * The same packed by group: the rows of a group lie in one block, and a group is trained on or
   * held out as a whole.
   */
  public static RowKind grouped() {
    Packing<GroupedBlock> packing = new Packing<>(new GroupedCodec(), GroupedBlock::of);
    return new RowKind(packing, packing, Optional.empty(), true);
  }

  /** What blocks of rows to train on are counted by. */
  Unit trainingUnit() {
    return byGroup ? Unit.GROUP : Unit.ROW;
  }

  /** What blocks of rows that are held out are counted by. */
  Unit heldOutUnit() {
    return split.isPresent() ? Unit.HALVED : trainingUnit();
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
