package org.sparksvi.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
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
 * @param seen rows that the model has seen, at most; empty where that is not known
 * @param memory what the sums over earlier rows are multiplied by, in (0, 1]: as large a part of
 *     the sample stands for them
 * @param mostBytes that a sample takes, about; 0 for none
 * @param note told how many are fitted once more, or why none
 */
record EarlierRows(
    RunDirectory base,
    boolean isUpdate,
    RowType<?, ?> type,
    OptionalLong seen,
    double memory,
    long mostBytes,
    Consumer<String> note) {

  private Path place() {
    return isUpdate ? base.reservoir() : base.trainingBlocks();
  }

  /** Writes those that an update fits once more; empty where none are kept. */
  Optional<BlockIndex> into(RunDirectory update, BlockIndex today) throws IOException {
    try {
      Optional<BlockIndex> drawn =
          mostBytes > 0 && isKept() ? into(type, update, today) : Optional.empty();
      note.accept(
          drawn.isPresent()
              ? drawn.get().totalRows() + " earlier rows are fitted once more"
              : withoutAny());
      return drawn;
    } catch (FormatException e) {
      throw new RunDirectoryException(
          "rows that the run keeps for updates are damaged: %s; without %s the update goes on as if none were kept"
              .formatted(e.getMessage(), place()),
          e);
    }
  }

  private <B extends Block> Optional<BlockIndex> into(
      RowType<B, ?> of, RunDirectory update, BlockIndex today) throws IOException {
    return draw(of, update, update.earlierBlocks(), today, List.of(before(of)), memory);
  }

  private String withoutAny() throws IOException {
    if (mostBytes == 0) {
      return "no earlier rows are fitted once more, and none are kept: run.reservoir-megabytes is 0";
    }
    if (areForgotten()) {
      return "no earlier rows are fitted once more, since they count for less than one: a sample of all rows begins with this update";
    }
    String why =
        isKept() ? "of the sample in %s too few would be left" : "there is no sample of them in %s";
    return "no earlier rows are fitted once more, now and in updates to come: "
        + why.formatted(place());
  }

  private boolean isKept() throws IOException {
    return BlockIndex.exists(base.fileSystem(), place());
  }

  /** Whether all earlier rows count for less than one. */
  private boolean areForgotten() throws IOException {
    double rows =
        isKept()
            ? before(type).represented()
            : seen.isPresent() ? seen.getAsLong() : Double.POSITIVE_INFINITY;
    return memory * rows < 1;
  }

  private <B extends Block> Part<B> before(RowType<B, ?> of) throws IOException {
    FileSystem fs = base.fileSystem();
    return isUpdate ? Part.sample(fs, place(), of) : Part.all(fs, place(), of);
  }

  /**
   * Writes the sample that an update leaves. There is none where it would not be one of all rows
   * that count, since those of earlier days are not known.
   */
  void keep(RunDirectory update) throws IOException {
    try {
      keep(type, update);
    } catch (FormatException e) {
      throw new RunDirectoryException(
          "rows of the update are damaged: %s; without %s it begins anew"
              .formatted(e.getMessage(), update.path()),
          e);
    }
  }

  private <B extends Block> void keep(RowType<B, ?> of, RunDirectory update) throws IOException {
    FileSystem fs = update.fileSystem();
    if (mostBytes == 0) {
      return;
    }
    List<Part<B>> parts = new ArrayList<>();
    Part<B> today = Part.all(fs, update.trainingBlocks(), of);
    parts.add(today);
    if (BlockIndex.exists(fs, update.earlierBlocks())) {
      parts.add(Part.sample(fs, update.earlierBlocks(), of));
    } else if (!areForgotten()) {
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
