package org.sparksvi.laws;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.data.Block;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Settlement;
import org.sparksvi.model.Start;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Rules;

/**
 * A model on a small data set, for the laws that every model keeps. A new model adds a row to
 * {@link ModelCases}.
 *
 * @param name shown by the tests
 * @param workload with the model; training blocks of equally many rows, four at least; held-out
 *     blocks, or none
 * @param rules that fit it
 * @param support what parameters must satisfy
 */
public record ModelCase<B extends Block, H extends Block, M extends Model<B>>(
    String name, M model, Workload<B, H> workload, Rules rules, Predicate<Bundle> support) {

  /** Sums up to 2^26 fit these, in steps of 2^-36. */
  private static final int LAW_EXPONENT = -36;

  /** The same of single precision: sums up to 2^10, in steps of 2^-20. */
  private static final int SINGLE_EXPONENT = -20;

  public int blocks() {
    return workload.training().count();
  }

  /** All block ids, ascending. */
  public int[] all() {
    return IntStream.range(0, blocks()).toArray();
  }

  public double totalRows() {
    return workload.training().totalWeight();
  }

  public Round round(Bundle parameters, long number, long seed) {
    return new Round(number, totalRows(), parameters, new Streams(seed));
  }

  public Bundle start(long seed) {
    return model().initial(new Start<>(workload.training(), new Streams(seed)));
  }

  /** Parameters after a few rounds, so that they have no special place. */
  public Bundle somewhere(long seed) {
    return run(2, 1, seed, 1).parameters();
  }

  /** Parameters after a step, moved where the model settles them. */
  public Bundle settled(Bundle parameters, long number, long seed) {
    return model
        .settle(round(parameters, number, seed))
        .map(Settlement::parameters)
        .orElse(parameters);
  }

  /** A total at a resolution that the laws' small data sets fit. */
  public ExactTotal emptyTotal() {
    int[] exponents = new int[model().layout().quanta()];
    java.util.Arrays.setAll(
        exponents, q -> model().layout().ofQuantum(q).single() ? SINGLE_EXPONENT : LAW_EXPONENT);
    return new ExactTotal(model().layout(), Quanta.of(exponents));
  }

  /** What rounding to these quanta may do to a sum of fewer than 100 addends. */
  public double roundingOfSums() {
    boolean singles = model().layout().fields().stream().anyMatch(Field::single);
    return 100 * Math.scalb(1.0, singles ? SINGLE_EXPONENT : LAW_EXPONENT);
  }

  /** The sum over blocks, one after the other. */
  public ExactTotal sum(Round round, int... ids) {
    ExactTotal total = emptyTotal();
    for (int id : ids) {
      total.add(alone(round, id));
    }
    return total;
  }

  /** What one block contributes to a step that has seen no other. */
  public Contribution alone(Round round, int id) {
    return alone(model(), round, id);
  }

  /** Where the model says to go from a round's parameters, from all blocks. */
  Direction target(Round round) {
    Direction target = new Direction(model.layout());
    model.target(round, sum(round, all()).read(), target);
    return target;
  }

  /** Parameters moved to a target, or part of the way, in fields that have one. */
  static Bundle moved(Bundle parameters, double rate, Direction target) {
    Bundle moved = parameters.copy();
    for (int f = 0; f < target.layout().count(); f++) {
      if (target.layout().field(f).geometry() == Geometry.MIXED) {
        moved.moveToward(f, rate, target);
      }
    }
    return moved;
  }

  /** The same by a given model. */
  public Contribution alone(Model<B> by, Round round, int id) {
    LocalStep<B> step = by.localSteps(round).create();
    Contribution contribution = new Contribution(by.layout());
    step.accumulate(workload.training().read(id), contribution);
    return contribution;
  }

  /** A run in this process, with a clock that stands still. */
  public Fit run(int blocksPerRound, long epochs, long seed, int threads) {
    try (InProcess execution = new InProcess(workload, threads)) {
      Inference inference = inference(Plan.of(blocksPerRound, epochs, seed), execution);
      return inference.run(inference.start(), Listener.NONE, () -> 0);
    }
  }

  /** Epochs of a batch size with rounds made in some way, and all else at its default. */
  static Plan plan(int blocksPerRound, long epochs, long seed, RoundPlan rounds) {
    Plan usual = Plan.of(blocksPerRound, epochs, seed);
    return new Plan(
        blocksPerRound,
        epochs,
        usual.maxSeconds(),
        usual.tolerance(),
        usual.patience(),
        usual.boundEvery(),
        usual.heldOutEvery(),
        seed,
        rounds);
  }

  public Inference inference(Plan plan, org.sparksvi.engine.Execution execution) {
    return new Inference(workload, rules, plan, execution);
  }

  @Override
  public String toString() {
    return name;
  }
}
