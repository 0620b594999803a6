package org.sparksvi.laws;

import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.Gap;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;

/** What models say of the gap between their posterior and the exact one. */
public final class Gaps {
  private Gaps() {}

  public static <H extends Block> Gap of(
      HeldOut<H> model, Bundle parameters, Blocks<H> blocks, int draws, long seed) {
    Evidence<H> evidence = model.evidence(draws).orElseThrow();
    Round round = new Round(1, blocks.totalWeight(), parameters, new Streams(seed));
    LocalStep<H> step = evidence.steps(round).create();
    Contribution sum = new Contribution(evidence.layout());
    for (int b = 0; b < blocks.count(); b++) {
      step.accumulate(blocks.read(b), sum);
    }
    return evidence.gap(round, sum);
  }

  public static <H extends Block> Gap of(
      HeldOut<H> model, Bundle parameters, H block, int draws, long seed) {
    return of(model, parameters, new MemoryBlocks<>(List.of(block)), draws, seed);
  }
}
