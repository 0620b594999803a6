package org.sparksvi.run;

import java.util.stream.IntStream;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.diagnose.Paired;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;

/**
 * Scores of held-out rows, one by one.
 *
 * @param logs log predictive probability of each row, in nats
 * @param units of each row
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record RowLogs(double[] logs, double[] units) {
  private static final int MOST_ROWS = 5000; // of as many blocks as it takes

  /** Of the first held-out rows, at a round's parameters, by the threads of this process. */
  static RowLogs of(Workload<?, ?> workload, Round round) {
    return of(workload.part(Pass.HELD_OUT), workload, round);
  }

  private static <H extends Block> RowLogs of(
      Workload.Part<H> part, Workload<?, ?> workload, Round round) {
    Blocks<H> blocks = part.blocks();
    int count = 0;
    int rows = 0;
    while (count < blocks.count() && rows < MOST_ROWS) {
      rows += blocks.rows(count++);
    }
    int[] first = new int[count];
    for (int b = 1; b < count; b++) {
      first[b] = first[b - 1] + blocks.rows(b - 1);
    }
    RowLogs all = new RowLogs(new double[rows], new double[rows]);
    LocalSteps<H> steps = part.steps(round);
    IntStream.range(0, count)
        .parallel()
        .forEach(
            b ->
                all.put(
                    blocks.read(b),
                    first[b],
                    steps.create(),
                    new Contribution(workload.model().layout())));
    return all;
  }

  @SuppressWarnings("unchecked") // blocks of the same kind
  private <H extends Block> void put(H block, int first, LocalStep<H> step, Contribution scratch) {
    for (int r = 0; r < block.rows(); r++) {
      scratch.clear();
      step.accumulate((H) block.single(r, first + r), scratch);
      logs[first + r] = scratch.get(Term.HELD_OUT_LOG_PROBABILITY);
      units[first + r] = scratch.get(Term.HELD_OUT_UNITS);
    }
  }

  /** The mean less that of others of the same rows. */
  Paired against(RowLogs other) {
    return Paired.of(logs, other.logs, units);
  }

  /** Mean log probability a unit, in nats. */
  double mean() {
    double sum = 0;
    double all = 0;
    for (int r = 0; r < logs.length; r++) {
      sum += logs[r];
      all += units[r];
    }
    return sum / all;
  }
}
