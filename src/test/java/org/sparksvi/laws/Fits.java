package org.sparksvi.laws;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Model;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Runs of models in this process. */
public final class Fits {
  private Fits() {}

  /** Rate 1 on all rows, with the bound in every round. */
  public static <B extends Block> Fit batch(
      Model<B> model, Blocks<B> blocks, long rounds, long seed) {
    return run(model, blocks, blocks.count(), rounds, seed, Rules.all(new Constant(1)), 1);
  }

  public static <B extends Block> Fit run(
      Model<B> model,
      Blocks<B> blocks,
      int perRound,
      long epochs,
      long seed,
      Rules rules,
      int threads) {
    Workload<B, B> workload = Workload.of(model, blocks);
    Plan plan = new Plan(perRound, epochs, Double.POSITIVE_INFINITY, 0, 1, 0, seed);
    try (InProcess execution = new InProcess(workload, threads)) {
      Inference inference = new Inference(workload, rules, plan, execution);
      return inference.run(inference.start(), Listener.NONE, () -> 0);
    }
  }

  public static Round round(Blocks<?> blocks, Bundle parameters) {
    return new Round(1, blocks.totalWeight(), parameters, new Streams(1));
  }

  /** The sum over all rows at some parameters. */
  public static <B extends Block> Contribution sum(
      Model<B> model, Blocks<B> blocks, Bundle parameters) {
    Workload<B, B> workload = Workload.of(model, blocks);
    int[] all = new int[blocks.count()];
    java.util.Arrays.setAll(all, b -> b);
    try (InProcess execution = new InProcess(workload, 1)) {
      int[] exponents = new int[model.layout().quanta()];
      java.util.Arrays.fill(exponents, -40);
      ExactTotal total =
          execution.sum(Pass.TRAINING, round(blocks, parameters), Quanta.of(exponents), all);
      return total.read();
    }
  }

  /** The whole bound at some parameters. */
  public static <B extends Block> double elbo(Model<B> model, Blocks<B> blocks, Bundle parameters) {
    return sum(model, blocks, parameters).localElbo() + model.globalElbo(round(blocks, parameters));
  }
}
