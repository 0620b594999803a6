package org.sparksvi.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;

/**
 * A model and the blocks it works on, training and held out.
 *
 * @param <B> training blocks
 * @param <H> held-out blocks
 */
public final class Workload<B extends Block, H extends Block> {
  private final Model<B> model;
  private final Part<B> training;
  private final Part<H> heldOut;
  private final Queue<Contribution> spare = new ConcurrentLinkedQueue<>();

  private Workload(Model<B> model, Part<B> training, Part<H> heldOut) {
    this.model = model;
    this.training = training;
    this.heldOut = heldOut;
  }

  /** Training only. */
  public static <B extends Block> Workload<B, B> of(Model<B> model, Blocks<B> training) {
    return new Workload<>(model, new Part<>(training, model::localSteps), none());
  }

  /** Training, and held-out blocks scored by the model's own face. */
  public static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>
      Workload<B, H> of(M model, Blocks<B> training, Blocks<H> heldOut) {
    return new Workload<>(
        model, new Part<>(training, model::localSteps), new Part<>(heldOut, model::scorers));
  }

  private static <H extends Block> Part<H> none() {
    return new Part<>(
        new MemoryBlocks<H>(java.util.List.of()),
        round -> {
          throw new IllegalStateException("there are no held-out blocks");
        });
  }

  /** A contribution for scratch, perhaps one that another task gave back; its content is any. */
  Contribution borrow() {
    Contribution spared = spare.poll();
    return spared == null ? new Contribution(model.layout()) : spared;
  }

  /** Takes scratch back; growing it anew in every round would cost more than most rounds. */
  void giveBack(Contribution scratch) {
    spare.add(scratch);
  }

  public Model<B> model() {
    return model;
  }

  public Blocks<B> training() {
    return training.blocks();
  }

  public Blocks<H> heldOut() {
    return heldOut.blocks();
  }

  /** What a pass works on. */
  public Part<?> part(Pass pass) {
    return pass == Pass.TRAINING ? training : heldOut;
  }

  /**
   * The blocks of a pass and what is computed of them.
   *
   * @param blocks read by id
   * @param stepsOf what an executor derives from a round's parameters
   */
  public record Part<B extends Block>(Blocks<B> blocks, Function<Round, LocalSteps<B>> stepsOf) {

    /** What an executor derives from a round's parameters. */
    public LocalSteps<B> steps(Round round) {
      return stepsOf.apply(round);
    }
  }
}
