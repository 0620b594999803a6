package org.sparksvi.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Model;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Rules;
import org.sparksvi.update.Schedule;

/**
 * The step that adds up all of a round's blocks at the same parameters.
 *
 * <pre>
 *   parameters → Σ blocks → × N / rows seen → target or gradient → rule → parameters
 * </pre>
 */
public final class Synchronous implements Step {
  /** Raises reach the coarsest quantum in six attempts; the rest are for refining it again. */
  private static final int ATTEMPTS = 16;

  private final Model<?> model;
  private final Rules rules;
  private final Execution execution;
  private final double totalWeight;
  private final Streams streams;
  private final Contribution scaled; // scratch, as the next
  private final Direction target;

  public Synchronous(
      Model<?> model, Rules rules, Execution execution, double totalWeight, Streams streams) {
    rules.check(model.layout());
    this.model = model;
    this.rules = rules;
    this.execution = execution;
    this.totalWeight = totalWeight;
    this.streams = streams;
    this.scaled = new Contribution(model.layout());
    this.target = new Direction(model.layout());
  }

  /** Memory for rules before the first round: zeros over the ascended fields. */
  static List<Bundle> memory(Layout layout, Rules rules) {
    List<Field> ascended =
        layout.fields().stream().filter(f -> f.geometry() == Geometry.ASCENDED).toList();
    int memories = ascended.stream().mapToInt(f -> rules.of(f).memories()).max().orElse(0);
    return IntStream.range(0, memories).mapToObj(m -> Bundle.zeros(Layout.of(ascended))).toList();
  }

  @Override
  public Outcome next(State state, int[] blocks) {
    Round round = new Round(state.round() + 1, totalWeight, state.parameters(), streams);
    ExactTotal total = sum(round, state.quanta(), blocks);
    Terms seen = total.terms();
    requireWeight(round.number(), seen.get(Term.ROWS));
    total.read(scaled);
    scaled.scale(totalWeight / seen.get(Term.ROWS));
    target.clear();
    model.target(round, scaled, target);
    double rate = move(state, round.number());
    State next =
        new State(
            state.parameters(),
            state.memory(),
            round.number(),
            total.quanta().following(total.magnitudes(), 0),
            state.progress(),
            state.seconds());
    return new Outcome(next, seen, rate);
  }

  private static void requireWeight(long round, double weight) {
    if (!(weight > 0)) {
      throw new NumericalException(
          round,
          "the rows of round %d must have positive weight together, but have %s"
              .formatted(round, weight));
    }
  }

  /** The sum at a resolution that suits it; repeated where a field jumped up or down. */
  private ExactTotal sum(Round round, Quanta first, int[] blocks) {
    Quanta quanta = first;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ExactTotal total = execution.sum(Pass.TRAINING, round, quanta, blocks);
      Quanta better = quanta.following(total.magnitudes(), attempt);
      boolean settled = !total.coarse(blocks.length) || better.equals(quanta);
      if (total.fits() && (settled || attempt == ATTEMPTS - 1)) {
        return total;
      }
      quanta = better;
    }
    throw new NumericalException(
        round.number(),
        "the sums of round %d are not finite at any resolution".formatted(round.number()));
  }

  private double move(State state, long step) {
    Layout layout = model.layout();
    double shown = Double.NaN;
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      if (field.geometry() == Geometry.FIXED) {
        continue;
      }
      checkFinite(target, f, step);
      if (field.geometry() == Geometry.MIXED) {
        Schedule schedule = rules.schedule(field);
        double rate = schedule.rate(step);
        state.parameters().moveToward(f, rate, target);
        shown = Double.isNaN(shown) ? rate : shown;
      } else {
        rules.of(field).transform(step, memoryOf(state, field), target.values(f));
        state.parameters().ascend(f, target);
      }
    }
    return shown;
  }

  private static void checkFinite(Direction target, int f, long step) {
    long index = target.firstNonFinite(f);
    if (index >= 0) {
      Field field = target.layout().field(f);
      throw new NumericalException(
          step,
          "the target of field '%s' must be finite, but is not at row %d, column %d in round %d"
              .formatted(field.name(), index / field.columns(), index % field.columns(), step));
    }
  }

  private double[][] memoryOf(State state, Field field) {
    double[][] memory = new double[rules.of(field).memories()][];
    for (int m = 0; m < memory.length; m++) {
      memory[m] = state.memory().get(m).values(field.name());
    }
    return memory;
  }
}
