package org.sparksvi.rows;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.kind.RowType;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.CompletionSplit;

/**
 * Scores single rows that a model has not seen, as {@code svi evaluate} does all of them together.
 */
public final class RowScores<H extends Block> implements RowValue {
  private static final long serialVersionUID = 1L;

  private final HeldOut<H> model;
  private final Bundle parameters;
  private final long seed;
  private final Halves<H> blocks;
  private transient LocalSteps<H> steps;
  private transient ThreadLocal<Scratch<H>> scratch;

  private RowScores(HeldOut<H> model, Bundle parameters, long seed, Halves<H> blocks) {
    this.model = model;
    this.parameters = parameters;
    this.seed = seed;
    this.blocks = blocks;
  }

  /** Makes the held-out block of one row. */
  @FunctionalInterface
  private interface Halves<H extends Block> extends Serializable {
    H of(DataRow row);
  }

  /** What a thread scores with. */
  private record Scratch<H extends Block>(LocalStep<H> step, Contribution sum) {}

  /**
   * Of a model.
   *
   * @param samples per row, where it is scored by samples
   * @param seed of these
   * @param splitSeed of the halves of documents
   */
  @SuppressWarnings("unchecked") // rows that are scored whole are those of training blocks
  public static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      RowScores<H> of(Trained<B, H, M> trained, int samples, long seed, long splitSeed) {
    int columns = trained.names().size();
    RowType.Maker<B> whole = trained.rows().blocks();
    CompletionSplit split = new CompletionSplit(splitSeed);
    Halves<H> blocks =
        trained.rows().halved()
            ? row ->
                (H)
                    new CompletionBlock(
                        CountBlock.of(0, columns, List.of(split.half(row, true))),
                        CountBlock.of(0, columns, List.of(split.half(row, false))))
            : row -> (H) whole.of(0, columns, List.of(row));
    M scoring = trained.kind().scoring(trained, samples, 0);
    return new RowScores<>(scoring, trained.parameters(), seed, blocks);
  }

  @Override
  public double[] of(DataRow row) {
    Scratch<H> mine = scratch().get();
    mine.sum().clearTerms();
    mine.step().accumulate(blocks.of(row), mine.sum());
    return new double[] {
      mine.sum().get(Term.HELD_OUT_LOG_PROBABILITY), mine.sum().get(Term.HELD_OUT_UNITS)
    };
  }

  private synchronized ThreadLocal<Scratch<H>> scratch() {
    if (scratch == null) {
      steps = model.scorers(new Round(1, 1, parameters, new Streams(seed)));
      scratch =
          ThreadLocal.withInitial(
              () -> new Scratch<>(steps.create(), new Contribution(parameters.layout())));
    }
    return scratch;
  }
}
