package org.sparksvi.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.data.Block;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.RowType;
import org.sparksvi.rows.Reservoir;
import org.sparksvi.rows.Reservoir.Part;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;

/**
 * Rows of earlier days that an update fits once more, and the sample of all rows that it leaves for
 * the next one.
 *
 * @param base whose model the update goes on from: the run, or its latest update
 * @param isUpdate whether it is an update, which has a sample of rows where the run has all of them
 * @param type of the rows
 * @param memory what the sums over earlier rows are multiplied by, in (0, 1]: as large a part of
 *     the sample stands for them
 * @param mostBytes that a sample takes, about; 0 for none
 */
record EarlierRows(
    RunDirectory base, boolean isUpdate, RowType<?, ?> type, double memory, long mostBytes) {

  private Path place() {
    return isUpdate ? base.reservoir() : base.trainingBlocks();
  }

  /** Writes those that an update fits once more; empty where none are kept. */
  Optional<BlockIndex> into(RunDirectory update, BlockIndex today) throws IOException {
    return into(type, update, today);
  }

  private <B extends Block> Optional<BlockIndex> into(
      RowType<B, ?> of, RunDirectory update, BlockIndex today) throws IOException {
    FileSystem fs = update.fileSystem();
    if (mostBytes == 0 || !BlockIndex.exists(fs, place())) {
      return Optional.empty();
    }
    try {
      return draw(of, update, update.earlierBlocks(), today, List.of(before(of)), memory);
    } catch (FormatException e) {
      throw new RunDirectoryException(
          "rows that the run keeps for updates are damaged: %s; without %s the update goes on as if none were kept"
              .formatted(e.getMessage(), place()),
          e);
    }
  }

  private <B extends Block> Part<B> before(RowType<B, ?> of) throws IOException {
    FileSystem fs = base.fileSystem();
    return isUpdate ? Part.sample(fs, place(), of) : Part.all(fs, place(), of);
  }

  /**
   * Writes the sample that an update leaves. There is none where it would not be one of all rows,
   * since the rows of earlier days are not known.
   */
  void keep(RunDirectory update) throws IOException {
    keep(type, update);
  }

  private <B extends Block> void keep(RowType<B, ?> of, RunDirectory update) throws IOException {
    FileSystem fs = update.fileSystem();
    if (mostBytes == 0 || !BlockIndex.exists(fs, place())) {
      return;
    }
    List<Part<B>> parts = new ArrayList<>();
    Part<B> today = Part.all(fs, update.trainingBlocks(), of);
    parts.add(today);
    if (BlockIndex.exists(fs, update.earlierBlocks())) {
      parts.add(Part.sample(fs, update.earlierBlocks(), of));
    } else if (memory * before(of).blocks().totalRows() >= 1) {
      return; // none were fitted once more
    }
    draw(of, update, update.reservoir(), today.blocks().index(), parts, 1);
  }

  private <B extends Block> Optional<BlockIndex> draw(
      RowType<B, ?> of,
      RunDirectory update,
      Path into,
      BlockIndex today,
      List<Part<B>> parts,
      double part)
      throws IOException {
    return Reservoir.draw(
        update.fileSystem(), into, of, today.columns(), today.blockSize(), parts, part, mostBytes);
  }
}
