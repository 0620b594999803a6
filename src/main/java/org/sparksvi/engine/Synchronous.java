package org.sparksvi.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
  private final Slices slices;
  private final Ascent ascent;
  private final Contribution scaled; // scratch, as the next
  private final Direction target; // ascended fields are zero between rounds

  /** On all processors of this process. */
  public Synchronous(
      Model<?> model, Rules rules, Execution execution, double totalWeight, Streams streams) {
    this(model, rules, execution, totalWeight, streams, Slices.AT_ONCE);
  }

  Synchronous(
      Model<?> model,
      Rules rules,
      Execution execution,
      double totalWeight,
      Streams streams,
      Slices slices) {
    rules.check(model.layout());
    this.model = model;
    this.rules = rules;
    this.execution = execution;
    this.totalWeight = totalWeight;
    this.streams = streams;
    this.slices = slices;
    this.ascent = new Ascent(model.layout(), rules, slices);
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
    target(round, total);
    move(state, round);
    State next = state.afterRound(total.following(0));
    return new Outcome(next, seen, shownRate(round.number()));
  }

  /** Where a sum says to go; good until the next is asked for. */
  Direction target(Round round, ExactTotal total) {
    Terms seen = total.terms();
    requireWeight(round.number(), seen.get(Term.ROWS));
    requireBound(round.number(), seen.localElbo());
    total.read(totalWeight / seen.get(Term.ROWS), slices, scaled);
    clearMixed();
    model.target(round, scaled, target);
    for (int f = 0; f < model.layout().count(); f++) {
      if (model.layout().field(f).geometry() == Geometry.MIXED) {
        Finite.requireFinite(target, f, round.number()); // before any of them moves
      }
    }
    return target;
  }

  private static void requireWeight(long round, double weight) {
    if (!(weight > 0)) {
      throw new NumericalException(
          round,
          "the rows of round %d must have positive weight together, but have %s"
              .formatted(round, weight));
    }
  }

  private static void requireBound(long round, double local) {
    if (!Double.isFinite(local)) {
      throw NumericalException.ofBlocks(
          round, "the local bound of round %d is %s".formatted(round, local));
    }
  }

  /** The sum at a resolution that suits it; repeated where a field jumped up or down. */
  ExactTotal sum(Round round, Quanta first, int[] blocks) {
    return sum(round, first, blocks, seen -> true).orElseThrow();
  }

  /** The same; nothing where the terms, which need no resolution, are of no use. */
  Optional<ExactTotal> sum(Round round, Quanta first, int[] blocks, Predicate<Terms> useful) {
    Quanta quanta = first;
    int unfit = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ExactTotal total = execution.sum(Pass.TRAINING, round, quanta, blocks);
      if (!useful.test(total.terms())) {
        return Optional.empty();
      }
      Optional<Quanta> better = total.better(attempt, blocks.length);
      if (better.isEmpty() || (total.fits() && attempt == ATTEMPTS - 1)) {
        return Optional.of(total);
      }
      quanta = better.get();
      unfit = Math.max(0, total.peaks().unfit());
    }
    throw NumericalException.ofBlocks(
        round.number(),
        "the sums of field '%s' in round %d are not finite at any resolution"
            .formatted(model.layout().ofQuantum(unfit).name(), round.number()));
  }

  private void clearMixed() {
    for (int f = 0; f < model.layout().count(); f++) {
      if (model.layout().field(f).geometry() != Geometry.ASCENDED) {
        target.clear(f);
      }
    }
  }

  private double shownRate(long step) {
    for (Field field : model.layout().fields()) {
      if (field.geometry() != Geometry.FIXED) {
        return rules.of(field).rate(step);
      }
    }
    return Double.NaN;
  }

  private void move(State state, Round round) {
    long step = round.number();
    Layout layout = model.layout();
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      if (field.geometry() == Geometry.MIXED) {
        double rate = rules.schedule(field).rate(step);
        state.parameters().moveToward(f, rate, target);
      }
    }
    ascent.move(state, step, target, sized -> model.share(round, sized));
  }
}
