package org.sparksvi.engine;

import java.util.Map;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.model.Model;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Round;
import org.sparksvi.model.Settlement;
import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;
import org.sparksvi.numeric.NotPositiveDefiniteException;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Rules;

/**
 * The step toward the target on all rows, halved while it lowers the bound: for models whose steps
 * are those of Newton's method, which may overshoot.
 *
 * <p>A point is accepted by its bound, which takes a pass over the rows; that pass is also the one
 * that the next round needs, so a step that is accepted at once costs no more than a {@link
 * Synchronous} one. What a pass found is not part of the state: a run that is resumed makes the
 * last one again, with the same bits.
 */
final class Guarded implements Step {
  /** What rounding may lose of a bound, relative. */
  private static final double ROUNDING = 1e-10;

  private static final int MOST_HALVINGS = 30;

  private final Model<?> model;
  private final Rules rules;
  private final double totalWeight;
  private final Streams streams;
  private final Synchronous steps;
  private Point reached; // of the point that was accepted last

  /**
   * Over rounds that have all rows.
   *
   * @throws IllegalArgumentException where the model has fields without a target
   */
  Guarded(Model<?> model, Rules rules, Execution execution, double totalWeight, Streams streams) {
    for (Field field : model.layout().fields()) {
      if (field.geometry() == Geometry.ASCENDED) {
        throw new IllegalArgumentException(
            "guarded steps are for fields that move toward a target, but '%s' is ascended"
                .formatted(field.name()));
      }
    }
    this.model = model;
    this.rules = rules;
    this.totalWeight = totalWeight;
    this.streams = streams;
    this.steps = new Synchronous(model, rules, execution, totalWeight, streams);
  }

  /** The sum over all rows at a point, and the bound there. */
  private record Point(Bundle parameters, long round, ExactTotal total, double bound) {}

  private Point pass(Bundle parameters, long number, Quanta quanta, int[] blocks) {
    Round round = new Round(number, totalWeight, parameters, streams);
    ExactTotal total = steps.sum(round, quanta, blocks);
    Terms seen = total.terms();
    double local = seen.localElbo() * totalWeight / seen.get(Term.ROWS);
    return new Point(parameters, number, total, local + model.globalElbo(round));
  }

  @Override
  public Outcome next(State state, int[] blocks) {
    long number = state.round() + 1;
    Bundle from = state.parameters();
    Point here =
        reached != null && reached.parameters() == from && reached.round() == number
            ? reached
            : pass(from, number, state.quanta(), blocks);
    Terms seen = here.total().terms();
    Direction target = steps.target(new Round(number, totalWeight, from, streams), here.total());
    Quanta quanta = here.total().following(0);
    double rate = rules.schedule(model.layout().field(0)).rate(number);
    double least = here.bound() - ROUNDING * Math.abs(here.bound());
    for (int h = 0; h <= MOST_HALVINGS; h++, rate /= 2) {
      Bundle moved = moved(from, rate, target);
      if (accepts(moved, number + 1, quanta, blocks, least)) {
        State next = state.withSettlement(new Settlement(moved, Map.of(), ""));
        return new Outcome(next.afterRound(quanta), seen, rate);
      }
    }
    return new Outcome(state.afterRound(quanta), seen, 0);
  }

  private boolean accepts(Bundle moved, long number, Quanta quanta, int[] blocks, double least) {
    try {
      reached = pass(moved, number, quanta, blocks);
      return reached.bound() >= least && reached.bound() < Double.POSITIVE_INFINITY;
    } catch (NumericalException | NotPositiveDefiniteException e) {
      return false; // there is no bound so far away
    }
  }

  private Bundle moved(Bundle from, double rate, Direction target) {
    Bundle moved = from.copy();
    for (int f = 0; f < model.layout().count(); f++) {
      if (model.layout().field(f).geometry() == Geometry.MIXED) {
        moved.moveToward(f, rate, target);
      }
    }
    return moved;
  }
}
