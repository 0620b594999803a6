package org.sparksvi.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;

/**
 * Where a sum that is not finite has it from: the first blocks of a round, done again one by one.
 */
public final class FailureOrigin {
  static final int MOST_BLOCKS = 64; // by one thread, while executors wait

  private FailureOrigin() {}

  /**
   * A failure with the block and the place that it comes from, as far as they can be found; as it
   * is where it is of another round, such as a small one of many between two averages.
   */
  public static RuntimeException located(
      RuntimeException e, Workload<?, ?> workload, Pass pass, Round round, int[] blocks) {
    if (!(e instanceof NumericalException failure)
        || !failure.ofBlocks()
        || failure.round() != round.number()) {
      return e;
    }
    try {
      return of(workload.part(pass), workload.model().layout(), round, blocks)
          .map(o -> new NumericalException(failure.round(), failure.getMessage() + ": " + o, e))
          .orElse(failure);
    } catch (RuntimeException other) {
      failure.addSuppressed(other);
      return failure;
    }
  }

  private static <B extends Block> Optional<String> of(
      Workload.Part<B> part, Layout layout, Round round, int[] blocks) {
    LocalStep<B> step = part.steps(round).create();
    for (int block : Arrays.copyOf(blocks, Math.min(blocks.length, MOST_BLOCKS))) {
      Optional<String> found = in(part.blocks().read(block), step, layout);
      if (found.isPresent()) {
        return Optional.of("block %d brings %s".formatted(block, found.get()));
      }
    }
    return blocks.length <= MOST_BLOCKS
        ? Optional.empty()
        : Optional.of(
            "it comes from none of the first %d of %d blocks"
                .formatted(MOST_BLOCKS, blocks.length));
  }

  /**
   * What a block brings that is not finite, with the first row that does so on its own; empty where
   * all is.
   */
  public static <B extends Block> Optional<String> in(B block, LocalStep<B> step, Layout layout) {
    Contribution scratch = new Contribution(layout);
    step.accumulate(block, scratch);
    return place(scratch, layout).map(found -> found + row(block, step, scratch, layout));
  }

  @SuppressWarnings("unchecked") // a block of the same kind
  private static <B extends Block> String row(
      B block, LocalStep<B> step, Contribution scratch, Layout layout) {
    for (int r = 0; r < block.rows(); r++) {
      String text = block.text(r);
      if (text.isEmpty()) {
        continue; // a row of nothing, or a block that is not divided
      }
      scratch.clear();
      step.accumulate((B) block.single(r, block.id()), scratch);
      if (place(scratch, layout).isPresent()) {
        return ", by the row \"%s\"".formatted(text);
      }
    }
    return "";
  }

  private static Optional<String> place(Contribution added, Layout layout) {
    for (int f = 0; f < layout.count(); f++) {
      long index = added.statistics().firstNonFinite(f);
      if (index >= 0) {
        Field field = layout.field(f);
        return Optional.of(
            "a number that is not finite to field '%s' at %s"
                .formatted(field.name(), field.place(index)));
      }
    }
    for (Term term : Term.values()) {
      if (!Double.isFinite(added.get(term))) {
        String name = term.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Optional.of("%s to the term '%s'".formatted(added.get(term), name));
      }
    }
    return Optional.empty();
  }
}
