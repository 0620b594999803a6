package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.model.Round;
import org.sparksvi.update.Rules;

/** Small steps inside shards, all from the same state; its units are shards. */
final class ShardWork implements Work {
  private static final long serialVersionUID = 1L;

  private final Round first; // the first small step
  private final List<Bundle> memory;
  private final Quanta quanta;
  private final Rules rules;
  private final int[][][] minibatches; // blocks by shard and small step

  ShardWork(Round first, List<Bundle> memory, Quanta quanta, Rules rules, int[][][] minibatches) {
    this.first = first;
    this.memory = List.copyOf(memory);
    this.quanta = quanta;
    this.rules = rules;
    this.minibatches = minibatches;
  }

  /** The shape of results. */
  ShardEnds ends() {
    return new ShardEnds(minibatches.length, start(), ShardReport.size(quanta));
  }

  private List<Bundle> start() {
    List<Bundle> start = new ArrayList<>(List.of(first.parameters()));
    start.addAll(memory);
    return start;
  }

  @Override
  public ExactTotal none() {
    return ends().none();
  }

  @Override
  public ExactTotal over(Workload<?, ?> workload, Units units) {
    ShardEnds ends = ends();
    ExactTotal total = ends.none();
    try (InProcess execution = new InProcess(workload, 1)) {
      Synchronous step =
          new Synchronous(
              workload.model(),
              rules,
              execution,
              first.totalWeight(),
              first.streams(),
              Slices.ONE_BY_ONE);
      for (int shard = units.next(); shard != Units.NONE; shard = units.next()) {
        run(step, shard, ends, total);
      }
    }
    return total;
  }

  private void run(Synchronous step, int shard, ShardEnds ends, ExactTotal into) {
    State state =
        new State(
            first.parameters().copy(),
            memory.stream().map(Bundle::copy).toList(),
            first.number() - 1,
            quanta,
            Progress.none(),
            0,
            0);
    ShardReport report = new ShardReport(quanta);
    for (int[] minibatch : minibatches[shard]) {
      Step.Outcome outcome = step.next(state, minibatch);
      report.add(outcome);
      state = outcome.state();
    }
    List<Bundle> end = new ArrayList<>(List.of(state.parameters()));
    end.addAll(state.memory());
    ends.write(shard, start(), end, report.numbers(), into);
  }

  @Override
  public long bytes() {
    return start().stream().mapToLong(bundle -> BlockWork.bytes(bundle.layout())).sum();
  }

  @Override
  public String describe(int units) {
    return String.format(
        Locale.ROOT, "local rounds from step %d: %d shards", first.number(), units);
  }
}
