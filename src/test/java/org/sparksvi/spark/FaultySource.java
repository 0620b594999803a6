package org.sparksvi.spark;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.topics.TopicsModel;

/**
 * A workload of topics whose training blocks do something else before they are read.
 *
 * @param source opened on the executor
 * @param model the source's
 * @param fault what else
 */
public record FaultySource(WorkloadSource source, TopicsModel model, Fault fault)
    implements WorkloadSource {

  /** What happens before a block is read. */
  @FunctionalInterface
  public interface Fault extends Serializable {
    /** May throw, or take long. */
    void before(int block, TaskContext task);
  }

  @Override
  @SuppressWarnings("unchecked") // the source of a topic model opens blocks of these kinds
  public Workload<?, ?> open() {
    Workload<?, ?> workload = source.open();
    Blocks<CountBlock> training = (Blocks<CountBlock>) workload.training();
    Blocks<CompletionBlock> heldOut = (Blocks<CompletionBlock>) workload.heldOut();
    return Workload.of(model, new FaultyBlocks<>(training, fault), heldOut);
  }

  private record FaultyBlocks<B extends Block>(Blocks<B> blocks, Fault fault) implements Blocks<B> {

    @Override
    public int count() {
      return blocks.count();
    }

    @Override
    public int rows(int block) {
      return blocks.rows(block);
    }

    @Override
    public B read(int block) {
      fault.before(block, TaskContext.get());
      return blocks.read(block);
    }
  }
}
