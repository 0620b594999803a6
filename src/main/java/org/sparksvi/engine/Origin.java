package org.sparksvi.engine;

import java.util.Locale;
import java.util.Optional;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;

/** Where a sum that is not finite has it from: the blocks of a round, done again one by one. */
final class Origin {
  private Origin() {}

  /** Names the first block and place with a number that is not finite, if there is one. */
  static <B extends Block> Optional<String> of(
      Workload.Part<B> part, Layout layout, Round round, int[] blocks) {
    LocalStep<B> step = part.steps(round).create();
    Contribution scratch = new Contribution(layout);
    for (int block : blocks) {
      scratch.clear();
      step.accumulate(part.blocks().read(block), scratch);
      Optional<String> found = place(scratch, layout);
      if (found.isPresent()) {
        return Optional.of("block %d brings %s".formatted(block, found.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> place(Contribution added, Layout layout) {
    for (int f = 0; f < layout.count(); f++) {
      long index = added.statistics().firstNonFinite(f);
      if (index >= 0) {
        Field field = layout.field(f);
        return Optional.of(
            "a number that is not finite to field '%s' at row %d, column %d"
                .formatted(field.name(), index / field.columns(), index % field.columns()));
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
