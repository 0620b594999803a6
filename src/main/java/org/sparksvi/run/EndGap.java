package org.sparksvi.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.sparksvi.data.Block;
import org.sparksvi.diagnose.Finding;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.kind.GapReadOut;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.Gap;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.Streams;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.StoredBlocks;

/**
 * How good the posterior is, at the end of a training: on the first held-out blocks, or those of
 * the training where none are held out or the posterior is of globals, as far as that takes about a
 * second of this process.
 *
 * @param approximation what is to be said of q
 * @param evidence the numbers, as of {@code svi evaluate --evidence}
 */
record EndGap(Finding approximation, Optional<ObjectNode> evidence) {
  private static final double MOST_OPERATIONS = 1e9;
  private static final double MOST_ROWS = 2000;
  private static final int MOST_MOMENTS = 1000; // that run.json keeps

  /** From q, where the comparison is by draws. */
  static final int DRAWS = 1000;

  /** Where nothing is compared. */
  static EndGap unknown(String reason) {
    return new EndGap(Trust.unknown(reason), Optional.empty());
  }

  /**
   * Compares.
   *
   * @param heldOut whether there are held-out blocks
   */
  static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      EndGap of(RunDirectory run, Trained<B, H, M> trained, boolean heldOut, long seed) {
    Optional<Evidence<H>> evidence = trained.model().evidence(DRAWS);
    if (evidence.isEmpty()) {
      return unknown("models of this kind are not compared with the exact posterior");
    }
    boolean globals = evidence.get().ofGlobals();
    boolean ofTraining = globals || !heldOut;
    if (ofTraining && trained.rows().training() != (Class<?>) trained.rows().heldOut()) {
      return unknown("no rows are held out");
    }
    Path place = ofTraining ? run.trainingBlocks() : run.heldOutBlocks();
    try {
      StoredBlocks<H> blocks =
          StoredBlocks.open(run.fileSystem(), place, BlockCodec.of(trained.rows().heldOut()));
      return compared(trained, evidence.get(), blocks, globals, seed)
          .or(() -> brief(trained, evidence.get(), blocks, globals, seed))
          .orElseGet(() -> unknown("the comparison takes longer than a training should wait for"));
    } catch (IOException | UncheckedIOException | FormatException | IllegalArgumentException e) {
      return unknown(e.getMessage()); // the model is there, whatever becomes of this
    }
  }

  private static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      Optional<EndGap> brief(
          Trained<B, H, M> trained,
          Evidence<H> evidence,
          StoredBlocks<H> blocks,
          boolean globals,
          long seed) {
    Evidence<H> brief = evidence.brief();
    return brief == evidence ? Optional.empty() : compared(trained, brief, blocks, globals, seed);
  }

  /** Nothing where it takes longer than a training should wait for. */
  private static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      Optional<EndGap> compared(
          Trained<B, H, M> trained,
          Evidence<H> evidence,
          StoredBlocks<H> blocks,
          boolean globals,
          long seed) {
    Round round = new Round(1, blocks.totalWeight(), trained.parameters(), new Streams(seed));
    LocalStep<H> step = null;
    Contribution sum = new Contribution(evidence.layout());
    double operations = 0;
    double rows = 0;
    for (int b = 0; b < blocks.count() && (globals || rows < MOST_ROWS); b++) {
      H block = blocks.read(b);
      operations += evidence.operations(block.rows(), block.units());
      if (operations > MOST_OPERATIONS && (globals || rows == 0)) {
        return Optional.empty();
      }
      if (operations > MOST_OPERATIONS) {
        break;
      }
      step = step == null ? evidence.steps(round).create() : step;
      step.accumulate(block, sum);
      rows += block.rows();
    }
    Gap gap = evidence.gap(round, sum);
    if (!(gap.weight() > 0) || !Double.isFinite(gap.divergence())) {
      return Optional.of(unknown("no row could be compared"));
    }
    ObjectNode numbers = Json.object();
    ReadOut all = GapReadOut.of(trained, gap);
    List<Table<?>> few =
        all.tables().stream().filter(t -> t.rows().size() <= MOST_MOMENTS).toList();
    new ReadOut(all.headline(), all.lines(), all.facts(), few, Optional::empty).put(numbers);
    return Optional.of(new EndGap(finding(trained, gap), Optional.of(numbers)));
  }

  private static Finding finding(Trained<?, ?, ?> trained, Gap gap) {
    return gap.globals()
        .map(
            globals ->
                Trust.ofGlobals(
                    globals.shape(),
                    globals.draws(),
                    globals.effective(),
                    gap.divergence(),
                    gap.standardError()))
        .orElseGet(
            () ->
                Trust.ofRows(
                    trained.kind().estimates(trained.settings()),
                    gap.divergence() / gap.weight(),
                    gap.standardError() / gap.weight(),
                    gap.unreliable() / gap.rows()));
  }
}
