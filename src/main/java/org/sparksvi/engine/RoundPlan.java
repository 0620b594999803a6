package org.sparksvi.engine;

import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.Model;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Rules;

/** How rounds are made: the step, and how many blocks it takes at a time. A setting of a run. */
public sealed interface RoundPlan {

  /** Every round adds up the blocks of one minibatch at the same parameters. */
  RoundPlan SYNCHRONOUS = new OneStep();

  /** Every round has all blocks; steps that lower the bound are halved. */
  RoundPlan GUARDED = new GuardedStep();

  /**
   * Every round has all blocks and is a step of L-BFGS, with a line search of its own: for models
   * whose fields all ascend a bound without noise.
   *
   * @param pairs that the curvature is told from, 10 where memory allows
   */
  static RoundPlan quasiNewton(int pairs) {
    return new Search(pairs);
  }

  /** Every round is so many small steps inside each of so many shards. */
  static RoundPlan local(int shards, int steps) {
    return new ManySteps(shards, steps);
  }

  /**
   * Blocks of a round.
   *
   * @param minibatch blocks of a minibatch
   * @param blocks of the data set
   */
  int blocks(int minibatch, int blocks);

  /** Refuses fields and rules that such rounds cannot take, by name. */
  void check(Layout layout, Rules rules);

  /** What rules, or the step, remember before the first round. */
  List<Bundle> memory(Layout layout, Rules rules);

  /**
   * The step that makes rounds.
   *
   * @param minibatch blocks of a minibatch
   */
  Step step(
      Model<?> model,
      Rules rules,
      Execution execution,
      double totalWeight,
      Streams streams,
      int minibatch);

  /** {@link Synchronous}. */
  record OneStep() implements RoundPlan {

    @Override
    public int blocks(int minibatch, int blocks) {
      return minibatch;
    }

    @Override
    public void check(Layout layout, Rules rules) {
      rules.check(layout);
    }

    @Override
    public List<Bundle> memory(Layout layout, Rules rules) {
      return Synchronous.memory(layout, rules);
    }

    @Override
    public Step step(
        Model<?> model,
        Rules rules,
        Execution execution,
        double totalWeight,
        Streams streams,
        int minibatch) {
      return new Synchronous(model, rules, execution, totalWeight, streams);
    }
  }

  /** {@link Guarded}. */
  record GuardedStep() implements RoundPlan {

    @Override
    public int blocks(int minibatch, int blocks) {
      return blocks;
    }

    @Override
    public void check(Layout layout, Rules rules) {
      rules.check(layout);
    }

    @Override
    public List<Bundle> memory(Layout layout, Rules rules) {
      return Synchronous.memory(layout, rules);
    }

    @Override
    public Step step(
        Model<?> model,
        Rules rules,
        Execution execution,
        double totalWeight,
        Streams streams,
        int minibatch) {
      return new Guarded(model, rules, execution, totalWeight, streams);
    }
  }

  /**
   * {@link QuasiNewton}.
   *
   * @param pairs that the curvature is told from
   */
  record Search(int pairs) implements RoundPlan {

    public Search {
      if (pairs < 1) {
        throw new IllegalArgumentException("pairs of L-BFGS must be at least 1, but are " + pairs);
      }
    }

    @Override
    public int blocks(int minibatch, int blocks) {
      return blocks;
    }

    @Override
    public void check(Layout layout, Rules rules) {
      Ascended.check(layout, rules);
    }

    @Override
    public List<Bundle> memory(Layout layout, Rules rules) {
      return new Ascended(layout, pairs).memory(List.of());
    }

    @Override
    public Step step(
        Model<?> model,
        Rules rules,
        Execution execution,
        double totalWeight,
        Streams streams,
        int minibatch) {
      return new QuasiNewton(model, rules, execution, totalWeight, streams, pairs);
    }
  }

  /**
   * {@link ShardedStep}.
   *
   * @param shards P, fixed by the setting and never by the cluster
   * @param steps H, small steps of a shard between two exchanges
   */
  record ManySteps(int shards, int steps) implements RoundPlan {

    public ManySteps {
      if (shards < 1 || steps < 1) {
        throw new IllegalArgumentException(
            "local rounds must have at least one shard and one step, but have %d and %d"
                .formatted(shards, steps));
      }
    }

    /** A minibatch for every step of every shard, but never more than an epoch. */
    @Override
    public int blocks(int minibatch, int blocks) {
      long wanted = Math.multiplyExact((long) shards * steps, minibatch);
      return minibatch > blocks ? minibatch : (int) Math.min(wanted, blocks);
    }

    @Override
    public void check(Layout layout, Rules rules) {
      rules.check(layout);
    }

    @Override
    public List<Bundle> memory(Layout layout, Rules rules) {
      return Synchronous.memory(layout, rules);
    }

    @Override
    public Step step(
        Model<?> model,
        Rules rules,
        Execution execution,
        double totalWeight,
        Streams streams,
        int minibatch) {
      return new ShardedStep(this, minibatch, model, rules, execution, totalWeight, streams);
    }
  }
}
