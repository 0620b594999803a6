package org.sparksvi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.data.Block;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Start;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunTrust;
import org.sparksvi.store.StoredBlocks;

/** What a model has learnt, told with some of the rows that its run has kept. */
public final class RunReadOut {
  private RunReadOut() {}

  /**
   * What was learnt, and a picture where such a model can be drawn.
   *
   * @param words for each component
   */
  public static <B extends Block> ReadOut of(
      RunDirectory run, Trained<B, ?, ?> trained, int words) {
    return trained.readOut(
        new ReadOut.Request<>(
            words, Integer.MAX_VALUE, () -> sample(run, trained.rows().training())));
  }

  /** How alike each part is in trainings of other seeds; empty where that is not known. */
  public static List<Double> similarity(RunRecord record) {
    return record
        .verdict()
        .flatMap(RunRecord.Verdict::trust)
        .map(RunTrust::similarity)
        .orElse(List.of());
  }

  /** The first rows: blocks are in the order of a hash, so these are a sample. */
  private static <B extends Block> List<B> sample(RunDirectory run, Class<B> type) {
    List<B> sample = new ArrayList<>();
    try {
      if (!BlockIndex.exists(run.fileSystem(), run.trainingBlocks())) {
        return sample;
      }
      StoredBlocks<B> blocks =
          StoredBlocks.open(run.fileSystem(), run.trainingBlocks(), BlockCodec.of(type));
      long rows = 0;
      for (int b = 0; b < blocks.count() && rows < Start.SAMPLE_ROWS; b++) {
        sample.add(blocks.read(b));
        rows += blocks.rows(b);
      }
      return sample;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the rows of " + run.path(), e);
    }
  }
}
