package org.sparksvi.engine;

import java.util.Locale;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;

/** The sum of what blocks contribute at the same parameters; its units are blocks. */
public final class BlockWork implements Work {
  private static final long serialVersionUID = 1L;

  private final Pass pass;
  private final Round round;
  private final Quanta quanta;
  private transient LocalSteps<?> derived;

  /**
   * Ready to be sent.
   *
   * @param pass which blocks, and what is computed of them
   * @param round parameters and randomness; read only
   * @param quanta the resolution of the sum
   */
  public BlockWork(Pass pass, Round round, Quanta quanta) {
    this.pass = pass;
    this.round = round;
    this.quanta = quanta;
  }

  @Override
  public ExactTotal none() {
    return new ExactTotal(layout(), quanta);
  }

  @Override
  public ExactTotal over(Workload<?, ?> workload, Units units) {
    ExactTotal total = none();
    Contribution scratch = workload.borrow();
    over(workload.part(pass), units, scratch, total);
    workload.giveBack(scratch);
    return total;
  }

  private <B extends Block> void over(
      Workload.Part<B> part, Units blocks, Contribution scratch, ExactTotal total) {
    if (pass == Pass.TRAINING) {
      BlockSum.over(step(part), part.blocks(), blocks, scratch, total);
    } else {
      BlockSum.ofTermsOver(step(part), part.blocks(), blocks, scratch, total);
    }
  }

  /** All tasks of an executor work on the same part, so what the first derived serves all. */
  @SuppressWarnings("unchecked")
  private synchronized <B extends Block> LocalStep<B> step(Workload.Part<B> part) {
    if (derived == null) {
      derived = part.steps(round);
    }
    return ((LocalSteps<B>) derived).create();
  }

  private Layout layout() {
    return round.parameters().layout();
  }

  @Override
  public long bytes() {
    return bytes(layout());
  }

  /** The same for everything over a layout. */
  static long bytes(Layout layout) {
    return layout.fields().stream()
        .mapToLong(field -> (long) field.precision().bytes() * field.size())
        .sum();
  }

  @Override
  public String describe(int units) {
    String what = pass == Pass.TRAINING ? "round" : "held-out score before round";
    return String.format(Locale.ROOT, "%s %d: %d blocks", what, round.number(), units);
  }
}
