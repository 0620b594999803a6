package org.sparksvi.models.joint;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.Gap;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Fits of joint models in this process, and their evidence. */
public final class JointFits {
  /** Pairs of L-BFGS. */
  private static final int PAIRS = 10;

  private JointFits() {}

  /** By L-BFGS until it says that it converged. */
  public static <B extends Block> Fit quasiNewton(
      JointModel<B> model, Blocks<B> blocks, long seed) {
    return quasiNewton(model, blocks, seed, 1);
  }

  static <B extends Block> Fit quasiNewton(
      JointModel<B> model, Blocks<B> blocks, long seed, int threads) {
    Workload<B, B> workload = Workload.of(model, blocks);
    Plan plan =
        new Plan(
            blocks.count(),
            1000,
            Double.POSITIVE_INFINITY,
            0,
            0,
            1,
            0,
            seed,
            RoundPlan.quasiNewton(PAIRS));
    try (InProcess execution = new InProcess(workload, threads)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      return inference.run(inference.start(), Listener.NONE, () -> 0);
    }
  }

  public static Gap evidence(
      JointModel<DenseBlock> model,
      Blocks<DenseBlock> blocks,
      Bundle parameters,
      int draws,
      long seed) {
    Evidence<DenseBlock> evidence = model.evidence(draws).orElseThrow();
    Round round = new Round(1, blocks.totalWeight(), parameters, new Streams(seed));
    Contribution sum = new Contribution(evidence.layout());
    LocalStep<DenseBlock> step = evidence.steps(round).create();
    for (int b = 0; b < blocks.count(); b++) {
      step.accumulate(blocks.read(b), sum);
    }
    return evidence.gap(round, sum);
  }
}
