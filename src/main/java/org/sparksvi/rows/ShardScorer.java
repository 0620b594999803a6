package org.sparksvi.rows;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.BlockWork;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.Units;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;

/** Scores the blocks of a shard by a model; runs on executors, which share one. */
final class ShardScorer<B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>
    implements BlockScorer {
  private static final long serialVersionUID = 1L;

  private final M model;
  private final Round round;
  private final Quanta quanta;
  private final BlockWork work;
  private transient LocalSteps<H> evaluators; // one posterior an executor

  ShardScorer(M model, Round round, Quanta quanta) {
    this.model = model;
    this.round = round;
    this.quanta = quanta;
    this.work = new BlockWork(Pass.HELD_OUT, round, quanta);
  }

  /** Consecutive blocks, by their ids. */
  private record Consecutive<H extends Block>(List<H> blocks) implements Blocks<H> {
    @Override
    public int count() {
      return blocks.size();
    }

    @Override
    public int rows(int block) {
      return read(block).rows();
    }

    @Override
    public H read(int block) {
      return blocks.get(block - blocks.get(0).id());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // held-out blocks of the model's kind of rows
  public ShardScore score(List<? extends Block> blocks) {
    List<H> read = (List<H>) blocks;
    if (model.tallies().isPresent()) {
      Layout layout = model.tallies().get();
      ExactTotal total = new ExactTotal(layout, quanta);
      BlockScorer.add(evaluator(), read, total, layout);
      return score(total, read, this::evaluator, layout);
    }
    Workload<B, H> workload =
        Workload.of(model, new MemoryBlocks<B>(List.of()), new Consecutive<>(read));
    int first = blocks.get(0).id();
    int[] ids = IntStream.range(first, first + blocks.size()).toArray();
    ExactTotal total = work.over(workload, Units.of(ids));
    return score(total, read, () -> model.scorers(round).create(), model.layout());
  }

  private static <H extends Block> ShardScore score(
      ExactTotal total, List<H> blocks, Supplier<LocalStep<H>> step, Layout layout) {
    String problem = BlockScorer.problem(step, blocks, total, layout);
    return new ShardScore(total.packed(), blocks.size(), problem);
  }

  private synchronized LocalStep<H> evaluator() {
    if (evaluators == null) {
      evaluators = model.evaluators(round);
    }
    return evaluators.create();
  }
}
