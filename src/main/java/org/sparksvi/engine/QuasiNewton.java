package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.model.Model;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;
import org.sparksvi.numeric.NotPositiveDefiniteException;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Rules;

/**
 * L-BFGS on the ascended fields of a model whose bound is a function of the parameters: all rows,
 * and the same draws in every round.
 *
 * <pre>
 *   x ← x + a d,   d = H ∇,   H from the last pairs (s, y) = (change of x, change of −∇),
 *                             and before them the model's own geometry
 *   bound(x + a d) ≥ bound(x) + c₁ a d·∇      d·∇(x + a d) ≤ c₂ d·∇
 * </pre>
 *
 * <p>A round is one accepted point, and takes as many passes over the rows as its line search tries
 * points, which is one in most rounds. The loop, its trace and its stop rule never see a point that
 * was refused, and the resolution of sums is always that of accepted points, so that one wild trial
 * does not make the next gradient vanish in its rounding. Pairs are memory of the state. What a
 * pass found is not: a run that is resumed makes the last one again, with the same bits.
 *
 * <p>Source: Liu and Nocedal (1989); the line search is the bisection of Lewis and Overton (2013),
 * which asks for the conditions of Armijo and of (weak) Wolfe and also ends on functions that are
 * not smooth; steps that are too short grow to where the slope would be 0 if it went on as it has
 * begun.
 */
final class QuasiNewton implements Step {
  private static final double ARMIJO = 1e-4;
  private static final double WOLFE = 0.9;
  private static final int MOST_TRIALS = 40;

  /** Of a step that is too short. */
  private static final double LEAST_GROWTH = 2;

  private static final double LARGEST_GROWTH = 100;

  /** Steps change no scale by more than a factor of e² before the bound is looked at again. */
  private static final double LARGEST_CHANGE_OF_LOGARITHMS = 2;

  /** What rounding may hide of the gain that a line search looks for, relative to the bound. */
  private static final double ROUNDING = 1e-11;

  private final Model<?> model;
  private final Rules rules;
  private final double totalWeight;
  private final Streams streams;
  private final Synchronous steps;
  private final Ascended fields;
  private Point reached; // of the point that was accepted last
  private boolean stuck; // whether nothing near that point is higher

  /**
   * Over rounds that have all rows.
   *
   * @throws IllegalArgumentException where a field does not ascend, or its rule is no number
   */
  QuasiNewton(
      Model<?> model,
      Rules rules,
      Execution execution,
      double totalWeight,
      Streams streams,
      int pairs) {
    this.model = model;
    this.rules = rules;
    this.totalWeight = totalWeight;
    this.streams = streams;
    this.steps = new Synchronous(model, rules, execution, totalWeight, streams);
    this.fields = new Ascended(model.layout(), pairs);
  }

  /** What a pass over all rows found. */
  private record Point(
      Bundle parameters, long round, Quanta following, Terms seen, double bound, Flat gradient) {}

  @Override
  public Outcome next(State state, int[] blocks) {
    Point here = here(state, blocks);
    List<Pair> known = fields.pairs(state.memory());
    List<Pair> kept = known;
    Optional<Found> found = Optional.empty();
    if (!known.isEmpty()) {
      found = search(here, direction(here, known), 1, blocks);
    }
    if (found.isEmpty()) {
      Flat direction = direction(here, List.of());
      kept = List.of();
      double length = Math.sqrt(direction.dot(here.gradient())); // in the model's geometry
      found = search(here, direction, Math.min(1, 1 / length), blocks);
    }
    stuck = found.isEmpty();
    if (stuck) {
      return new Outcome(
          state.moved(state.parameters(), fields.memory(known), state.quanta()), here.seen(), 0);
    }
    reached = found.get().point();
    List<Pair> more = new ArrayList<>(kept);
    Pair.between(
            fields.flat(here.parameters()), fields.flat(reached.parameters()),
            here.gradient(), reached.gradient())
        .ifPresent(pair -> more.add(0, pair));
    State next = state.moved(reached.parameters(), fields.memory(more), here.following());
    return new Outcome(next, here.seen(), found.get().step());
  }

  private Point here(State state, int[] blocks) {
    long number = state.round() + 1;
    boolean known =
        reached != null && reached.parameters() == state.parameters() && reached.round() == number;
    return known
        ? reached
        : pass(state.parameters(), number, state.quanta(), blocks, Double.NEGATIVE_INFINITY)
            .orElseThrow(
                () ->
                    NumericalException.ofBlocks(
                        number, "there is no bound to climb from in round " + number));
  }

  /** An accepted point, and the length of the step to it. */
  private record Found(Point point, double step) {}

  private Optional<Found> search(Point from, Flat direction, double first, int[] blocks) {
    double slope = from.gradient().dot(direction);
    double longest = LARGEST_CHANGE_OF_LOGARITHMS / fields.largestLogarithm(direction);
    double step = Math.min(first * rate(from.round()), longest);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double farther = longest;
    Optional<Found> best = Optional.empty();
    for (int trial = 0; trial < MOST_TRIALS && slope > 0; trial++) {
      double least = from.bound() + ARMIJO * step * slope;
      if (!(least > from.bound())) {
        break; // what a step so small gains cannot be seen
      }
      Optional<Point> there = trial(from, step, direction, blocks, least);
      if (there.isEmpty()) {
        high = step;
      } else {
        best = Optional.of(new Found(there.get(), step));
        double left = there.get().gradient().dot(direction);
        if (left <= WOLFE * slope || step == longest) {
          break;
        }
        low = step;
        farther = Math.min(farther(slope, left) * step, longest);
      }
      step = high == Double.POSITIVE_INFINITY ? farther : low + (high - low) / 2;
    }
    return best;
  }

  /** How much longer a step would be whose end has no slope, if that goes on as it has begun. */
  private static double farther(double slope, double left) {
    double times = slope / (slope - left);
    return left < slope ? Math.min(Math.max(times, LEAST_GROWTH), LARGEST_GROWTH) : LARGEST_GROWTH;
  }

  private Flat direction(Point here, List<Pair> known) {
    Round round = new Round(here.round(), totalWeight, here.parameters(), streams);
    return fields.direction(here.gradient(), known, flat -> steepest(round, flat));
  }

  private Flat steepest(Round round, Flat gradient) {
    Direction direction = fields.spread(gradient);
    model.steepest(round, direction);
    return fields.taken(direction, round.number());
  }

  private double rate(long round) {
    return rules.of(model.layout().field(fields.first())).rate(round);
  }

  private Optional<Point> trial(
      Point from, double step, Flat direction, int[] blocks, double least) {
    Bundle moved = from.parameters().copy();
    fields.move(moved, step, direction);
    try {
      return pass(moved, from.round() + 1, from.following(), blocks, least);
    } catch (NumericalException | NotPositiveDefiniteException e) {
      return Optional.empty(); // there is no bound so far away
    }
  }

  /** The bound and its gradient at a point, if that is worth it. */
  private Optional<Point> pass(
      Bundle parameters, long number, Quanta quanta, int[] blocks, double least) {
    Round round = new Round(number, totalWeight, parameters, streams);
    double global = model.globalElbo(round);
    Optional<ExactTotal> sum =
        steps.sum(round, quanta, blocks, seen -> isEnough(bound(seen, global), least));
    if (sum.isEmpty()) {
      return Optional.empty();
    }
    ExactTotal total = sum.get();
    Direction target = steps.target(round, total);
    Flat gradient = fields.taken(target, number);
    Terms seen = total.terms();
    return Optional.of(
        new Point(parameters, number, total.following(0), seen, bound(seen, global), gradient));
  }

  private double bound(Terms seen, double global) {
    return seen.localElbo() * totalWeight / seen.get(Term.ROWS) + global;
  }

  private static boolean isEnough(double bound, double least) {
    return least == Double.NEGATIVE_INFINITY
        || (bound >= least && bound < Double.POSITIVE_INFINITY);
  }

  /** Converged where the quadratic function that pairs describe has no more than nats to gain. */
  @Override
  public Optional<Verdict> judge(State state, int[] blocks) {
    Point here = here(state, blocks);
    reached = here;
    List<Pair> pairs = fields.pairs(state.memory());
    double left = here.gradient().dot(direction(here, pairs)) / 2;
    double hidden = ROUNDING * Math.abs(here.bound());
    boolean done =
        left <= Math.max(model.negligible(totalWeight), hidden) && (stuck || !pairs.isEmpty());
    if (!done && !stuck) {
      return Optional.empty();
    }
    return Optional.of(
        new Verdict(
            done ? Verdict.Outcome.CONVERGED : Verdict.Outcome.PLATEAU,
            String.format(
                Locale.ROOT,
                done
                    ? "after %d rounds about %.2g nats are left to gain at a bound of %.6f (norm of the gradient %.3g)"
                    : "after %d rounds no step raises the bound, though %.2g nats seem left to gain at a bound of %.6f (norm of the gradient %.3g)",
                state.round(),
                left,
                here.bound(),
                here.gradient().length())));
  }
}
