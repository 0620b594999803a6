package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Rules;

/**
 * The step that lets shards go their own way for a while and then averages where they ended.
 *
 * <pre>
 *   shard p = 1 … P, from the common state:   H small steps, each on a minibatch of its own
 *   parameters ← Σ_p n_p parameters_p / Σ_p n_p          n_p rows that shard p saw
 * </pre>
 *
 * <p>and the rules' memory likewise. A small step is the whole step of {@link Synchronous}, with
 * sums scaled to all N rows; the t-th round's are numbered (t − 1) H + 1, …, t H, which is what
 * rates and draws follow. Averages of mixed fields are convex, so they stay in their support. The
 * blocks of a round are dealt to shards minibatch by minibatch, in the epoch's order; blocks are
 * random samples of the rows, so a shard needs none of its own. In the last round of an epoch
 * shards may end early, or not run.
 *
 * <p>What the round saw: the terms of the bound are those of every shard's first small step, the
 * only ones at the parameters before the round, brought up to the rows of the whole round; rows,
 * units and iterations are counted over all steps.
 *
 * <p>McDonald, Hall and Mann (2010) and Stich (2019) average gradient descent so; for natural
 * parameters it is the geometric mean of the shards' q.
 */
public final class ShardedStep implements Step {
  private final RoundPlan.ManySteps setting;
  private final int minibatch;
  private final Rules rules;
  private final Execution execution;
  private final double totalWeight;
  private final Streams streams;

  /**
   * Ready for rounds.
   *
   * @param minibatch blocks of a small step
   */
  public ShardedStep(
      RoundPlan.ManySteps setting,
      int minibatch,
      Model<?> model,
      Rules rules,
      Execution execution,
      double totalWeight,
      Streams streams) {
    rules.check(model.layout());
    this.setting = setting;
    this.minibatch = minibatch;
    this.rules = rules;
    this.execution = execution;
    this.totalWeight = totalWeight;
    this.streams = streams;
  }

  @Override
  public Outcome next(State state, int[] blocks) {
    int[][][] minibatches = deal(blocks);
    long number = state.round() * setting.steps() + 1;
    Round first = new Round(number, totalWeight, state.parameters(), streams);
    ShardWork work = new ShardWork(first, state.memory(), state.quanta(), rules, minibatches);
    int[] running =
        IntStream.range(0, minibatches.length).filter(p -> minibatches[p].length > 0).toArray();
    ExactTotal total = execution.run(work, running);
    return merge(state, work.ends(), total, running);
  }

  /** Blocks by shard and small step: minibatch j goes to shard j mod P. */
  private int[][][] deal(int[] blocks) {
    List<List<int[]>> dealt = new ArrayList<>();
    for (int p = 0; p < setting.shards(); p++) {
      dealt.add(new ArrayList<>());
    }
    for (int from = 0, j = 0; from < blocks.length; from += minibatch, j++) {
      int to = Math.min(blocks.length, from + minibatch);
      dealt.get(j % dealt.size()).add(Arrays.copyOfRange(blocks, from, to));
    }
    return dealt.stream().map(shard -> shard.toArray(int[][]::new)).toArray(int[][][]::new);
  }

  private Outcome merge(State state, ShardEnds ends, ExactTotal total, int[] running) {
    Terms first = new Terms();
    Terms all = new Terms();
    double[] weights = new double[setting.shards()];
    Quanta quanta = null;
    double rate = Double.NaN;
    for (int p : running) {
      ShardReport report = new ShardReport(ends.report(total, p));
      report.addTerms(first, all);
      weights[p] = report.rows();
      rate = report.rate();
      quanta = quanta == null ? report.quanta() : quanta.coarser(report.quanta());
    }
    double rows = all.get(Term.ROWS);
    for (int p : running) {
      weights[p] /= rows;
    }
    List<Bundle> bundles = new ArrayList<>(List.of(state.parameters()));
    bundles.addAll(state.memory());
    ends.average(total, weights, bundles);
    return new Outcome(state.afterRound(quanta), seen(first, all), rate);
  }

  private static Terms seen(Terms first, Terms all) {
    Terms seen = new Terms();
    double toAll = all.get(Term.ROWS) / first.get(Term.ROWS);
    for (Term term : Term.values()) {
      boolean bound = term == Term.EXPECTED_LOG_LIKELIHOOD || term == Term.LOCAL_KL;
      seen.add(term, bound ? toAll * first.get(term) : all.get(term));
    }
    return seen;
  }
}
