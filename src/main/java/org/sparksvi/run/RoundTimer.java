package org.sparksvi.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Workload;

/** Times rounds of a training on some of its blocks, again and again from its start. */
final class RoundTimer {
  private static final double LEAST_SECONDS = 2.5; // Java compiles meanwhile
  private static final double MOST_SECONDS = 20;
  private static final int LEAST_ROUNDS = 6;
  private static final int MOST_ROUNDS = 2000;
  private static final long EPOCHS = 1 << 20; // never reached

  private record Times(double work, double update) {}

  /** Opens what computes rounds. */
  interface Executions {
    /** One thread of this process. */
    Executions ALONE = workload -> new InProcess(workload, 1);

    Execution open(Workload<?, ?> workload);
  }

  /** Some blocks with the weight of all. */
  private record OfAll<B extends Block>(Blocks<B> blocks, double totalWeight) implements Blocks<B> {
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
      return blocks.read(block);
    }
  }

  private final TrainingSettings settings;
  private final int all;
  private final double weight;
  private final Plan plan;
  private final DoubleSupplier clock;
  private final List<Times> rounds = new ArrayList<>();
  private double begun;
  private State beginning; // found once: it may take longer than rounds do
  private double start;

  /**
   * For rounds on the first blocks of a workload, as if they were of all rows.
   *
   * @param all blocks of the whole training
   * @param weight of all its rows
   * @param clock seconds from any origin
   */
  RoundTimer(TrainingSettings settings, int all, double weight, DoubleSupplier clock) {
    this.settings = settings;
    this.all = all;
    this.weight = weight;
    this.plan = settings.plan(all);
    this.clock = clock;
  }

  /**
   * Trains for some seconds.
   *
   * @param most blocks of a round here
   * @param executions by which rounds are computed
   */
  <B extends Block> RoundTimes times(Workload<B, ?> workload, int most, Executions executions) {
    begun = clock.getAsDouble();
    rounds.clear();
    Blocks<B> blocks = workload.training();
    boolean ofMinibatches = plan.rounds().blocks(most, blocks.count()) == most;
    Workload<B, B> some =
        Workload.of(
            workload.model(), new OfAll<>(ofMinibatches ? blocks : first(blocks, most), weight));
    int minibatch = ofMinibatches ? most : Math.min(plan.blocksPerRound(), most);
    RoundTimes last;
    do {
      last = once(some, minibatch, most, executions);
    } while (!isEnough());
    return last;
  }

  private static <B extends Block> Blocks<B> first(Blocks<B> blocks, int most) {
    return new MemoryBlocks<>(IntStream.range(0, most).mapToObj(blocks::read).toList());
  }

  private boolean isEnough() {
    double seconds = clock.getAsDouble() - begun;
    return (seconds > LEAST_SECONDS && rounds.size() >= LEAST_ROUNDS)
        || seconds > MOST_SECONDS
        || rounds.size() >= MOST_ROUNDS;
  }

  private RoundTimes once(Workload<?, ?> workload, int minibatch, int most, Executions executions) {
    long ofEpoch = -Math.floorDiv(-workload.training().count(), minibatch);
    try (TimedExecution execution = new TimedExecution(executions.open(workload), clock)) {
      Inference inference =
          new Inference(
              workload,
              settings.kind().rules(settings.model(), settings.steps(all), ofEpoch),
              withoutEnd(minibatch),
              execution);
      State from = from(inference);
      long parameters = bytes(from.parameters());
      long state = parameters + from.memory().stream().mapToLong(RoundTimer::bytes).sum();
      inference.follow(from, listener(execution), clock);
      double work = median(rounds.stream().mapToDouble(Times::work).toArray());
      double update = median(rounds.stream().mapToDouble(Times::update).toArray());
      return new RoundTimes(
          most, start, work, update, execution.down(), execution.up(), parameters, state);
    }
  }

  private State from(Inference inference) {
    if (beginning == null) {
      double before = clock.getAsDouble();
      beginning = inference.start();
      start = clock.getAsDouble() - before;
      begun += start;
    }
    return beginning.snapshot();
  }

  private Plan withoutEnd(int minibatch) {
    double anySeconds = Double.POSITIVE_INFINITY;
    return new Plan(
        minibatch, EPOCHS, anySeconds, 0, 0, plan.boundEvery(), 0, plan.seed(), plan.rounds());
  }

  private Listener listener(TimedExecution execution) {
    return new Listener() {
      private double before = clock.getAsDouble();

      @Override
      public void onRound(TraceLine line, State state) {
        double work = execution.take();
        rounds.add(new Times(work, Math.max(0, clock.getAsDouble() - before - work)));
        before = clock.getAsDouble();
      }

      @Override
      public boolean wantsStop() {
        return isEnough();
      }
    };
  }

  /** Of the later half. */
  private static double median(double[] values) {
    double[] later = Arrays.copyOfRange(values, values.length / 2, values.length);
    Arrays.sort(later);
    return later.length == 0 ? 0 : later[later.length / 2];
  }

  private static long bytes(Bundle bundle) {
    long bytes = 0;
    for (Field field : bundle.layout().fields()) {
      bytes += (long) field.size() * (field.single() ? Float.BYTES : Double.BYTES);
    }
    return bytes;
  }
}
