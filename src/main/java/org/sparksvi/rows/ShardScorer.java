package org.sparksvi.rows;

import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.BlockWork;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.FailureOrigin;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.Units;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;

/** Scores the blocks of a shard by a model; runs on executors, which share one. */
final class ShardScorer<B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>
    implements BlockScorer {
  private static final long serialVersionUID = 1L;

  private final M model;
  private final Round round;
  private final BlockWork work;
  private transient LocalSteps<H> evaluators; // one posterior an executor

  ShardScorer(M model, Round round, Quanta quanta) {
    this.model = model;
    this.round = round;
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
    Workload<B, H> workload =
        Workload.of(model, new MemoryBlocks<B>(List.of()), new Consecutive<>((List<H>) blocks));
    int first = blocks.get(0).id();
    int[] ids = IntStream.range(first, first + blocks.size()).toArray();
    ExactTotal total =
        model.tallies().isPresent()
            ? tallied(model.tallies().get(), (List<H>) blocks)
            : work.over(workload, Units.of(ids));
    double score = total.read().get(Term.HELD_OUT_LOG_PROBABILITY);
    return new ShardScore(total.packed(), problem(score, workload, ids));
  }

  private synchronized LocalStep<H> evaluator() {
    if (evaluators == null) {
      evaluators = model.evaluators(round);
    }
    return evaluators.create();
  }

  private ExactTotal tallied(Layout layout, List<H> blocks) {
    ExactTotal total = new ExactTotal(layout, Quanta.first(layout, round.totalWeight()));
    BlockScorer.add(evaluator(), blocks, total, layout);
    return total;
  }

  private String problem(double score, Workload<B, H> workload, int[] ids) {
    if (Double.isFinite(score)) {
      return "";
    }
    String what = "the score must be finite, but is %s".formatted(score);
    NumericalException failure = NumericalException.ofBlocks(round.number(), what);
    return FailureOrigin.located(failure, workload, Pass.HELD_OUT, round, ids).getMessage();
  }
}
