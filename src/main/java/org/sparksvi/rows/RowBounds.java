package org.sparksvi.rows;

import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.DataRow;
import org.sparksvi.kind.RowType;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;

/**
 * The part of the bound that is a single row's, E_q[log p(x | z)] − KL(q(z | x) || p(z)), as a
 * round of training computes it.
 */
public final class RowBounds<B extends Block> implements RowValue {
  private static final long serialVersionUID = 1L;

  private final Model<B> model;
  private final Bundle parameters;
  private final long seed;
  private final int columns;
  private final RowType.Maker<B> blocks;
  private transient LocalSteps<B> steps;
  private transient ThreadLocal<Scratch<B>> scratch;

  /** What a thread works with. */
  private record Scratch<B extends Block>(LocalStep<B> step, Contribution sum) {}

  private RowBounds(Trained<B, ?, ?> trained, long seed) {
    this.model = trained.model();
    this.parameters = trained.parameters();
    this.seed = seed;
    this.columns = trained.names().size();
    this.blocks = trained.rows().blocks();
  }

  /**
   * Of a model.
   *
   * @param seed of what its local steps draw
   */
  public static <B extends Block> RowBounds<B> of(Trained<B, ?, ?> trained, long seed) {
    return new RowBounds<>(trained, seed);
  }

  @Override
  public double[] of(DataRow row) {
    Scratch<B> mine = scratch().get();
    mine.sum().clear();
    mine.step().accumulate(blocks.of(0, columns, List.of(row)), mine.sum());
    return new double[] {mine.sum().localElbo(), mine.sum().get(Term.UNITS)};
  }

  /** The part that is no row's, −KL(q || p) of the globals, in nats. */
  public double globalElbo() {
    return model.globalElbo(round());
  }

  private Round round() {
    return new Round(1, 1, parameters, new Streams(seed));
  }

  private synchronized ThreadLocal<Scratch<B>> scratch() {
    if (scratch == null) {
      steps = model.localSteps(round());
      scratch =
          ThreadLocal.withInitial(
              () -> new Scratch<>(steps.create(), new Contribution(parameters.layout())));
    }
    return scratch;
  }
}
