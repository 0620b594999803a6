package org.sparksvi.run;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.kind.Drift;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.TraceFile;

/**
 * How well a day's rows, and the earlier ones that are fitted with them, are told before its
 * training and at the end, from the trace.
 */
final class DayFit {
  private double before = Double.NaN;
  private double sum; // over the rounds of the epoch in hand, by rows
  private double rows;
  private long epoch;

  private DayFit() {}

  static Drift.Fit of(RunDirectory update) throws IOException {
    DayFit fit = new DayFit();
    FileSystem fs = update.fileSystem();
    TraceFile.read(fs, update.trace(), fit::take);
    double all = BlockIndex.read(fs, update.trainingBlocks()).weight();
    if (BlockIndex.exists(fs, update.earlierBlocks())) {
      all += BlockIndex.read(fs, update.earlierBlocks()).weight();
    }
    return new Drift.Fit(fit.before / all, fit.sum / fit.rows / all);
  }

  private void take(TraceLine line) {
    double bound = line.expectedLogLikelihood() - line.localKl(); // for all rows
    if (line.round() == 1) {
      before = bound;
    }
    if (line.epoch() != epoch) {
      epoch = line.epoch();
      sum = 0;
      rows = 0;
    }
    sum += line.rows() * bound;
    rows += line.rows();
  }
}
