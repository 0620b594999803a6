package org.sparksvi.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;

/**
 * A model started several times and trained side by side in one scan of the data.
 *
 * <p>The fields of start r are those of the model under names that begin with "r.". The field
 * "bounds" holds the running bound of each start, which is additive over blocks; the start with the
 * largest is the best one. What a round reports of the bound is that of the start that was best
 * before the round, so with rate 1 it never falls where no start's does.
 *
 * @param <B> the blocks it reads
 * @param <M> the model
 */
public final class Restarts<B extends Block, M extends Accumulates<B> & HeldOut<B> & Transforms<B>>
    implements Model<B>, HeldOut<B>, Transforms<B> {
  private static final long serialVersionUID = 1L;

  /** Running bound of each start, in nats, 1 × starts. */
  public static final String BOUNDS = "bounds";

  private final M model;
  private final int starts;
  private final int candidates;
  private final Layout layout;

  /**
   * Keeps the model.
   *
   * @param starts that are trained
   * @param candidates of which they are the best on a sample; as many as starts: none is tried
   */
  public Restarts(M model, int starts, int candidates) {
    if (starts < 1 || candidates < starts) {
      throw new IllegalArgumentException(
          "starts must be at least 1 and no more than the candidates, but were %d of %d"
              .formatted(starts, candidates));
    }
    this.model = model;
    this.starts = starts;
    this.candidates = candidates;
    List<Field> fields = new ArrayList<>();
    for (int r = 0; r < starts; r++) {
      for (Field f : model.layout().fields()) {
        fields.add(f.named(name(r, f)));
      }
    }
    fields.add(Field.mixed(BOUNDS, 1, starts));
    this.layout = Layout.of(fields);
  }

  private static String name(int start, Field field) {
    return start + "." + field.name();
  }

  /** The model of every start. */
  public M model() {
    return model;
  }

  /** The start with the largest bound; the first of equals. */
  public int best(Bundle parameters) {
    double[] bounds = parameters.values(BOUNDS);
    int best = 0;
    for (int r = 1; r < starts; r++) {
      best = bounds[r] > bounds[best] ? r : best;
    }
    return best;
  }

  /** The parameters of one start, as the model holds them; a copy. */
  public Bundle parametersOf(int start, Bundle parameters) {
    Bundle one = Bundle.zeros(model.layout());
    for (int f = 0; f < model.layout().count(); f++) {
      one.restore(f, parameters.stored(outer(start, f)));
    }
    return one;
  }

  private int outer(int start, int field) {
    return start * model.layout().count() + field;
  }

  private Round roundOf(int start, Round round) {
    return new Round(
        round.number(),
        round.totalWeight(),
        parametersOf(start, round.parameters()),
        round.streams());
  }

  private Round bestOf(Round round) {
    return roundOf(best(round.parameters()), round);
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public String arithmetic() {
    return model.arithmetic();
  }

  @Override
  public Bundle initial(Start<B> start) {
    Bundle parameters = Bundle.zeros(layout);
    List<Bundle> best = new Trials<>(model, start).best(candidates, starts);
    for (int r = 0; r < starts; r++) {
      for (int f = 0; f < model.layout().count(); f++) {
        parameters.restore(outer(r, f), best.get(r).stored(f));
      }
    }
    return parameters;
  }

  @Override
  public LocalSteps<B> localSteps(Round round) {
    List<LocalSteps<B>> steps = new ArrayList<>();
    for (int r = 0; r < starts; r++) {
      steps.add(model.localSteps(roundOf(r, round)));
    }
    int best = best(round.parameters());
    return () -> new SideBySide(steps.stream().map(LocalSteps::create).toList(), best);
  }

  /** The steps of all starts on one block after the other. */
  private final class SideBySide implements LocalStep<B> {
    private final List<LocalStep<B>> steps;
    private final int best;
    private final Contribution one = new Contribution(model.layout());

    SideBySide(List<LocalStep<B>> steps, int best) {
      this.steps = steps;
      this.best = best;
    }

    @Override
    public void accumulate(B block, Contribution into) {
      for (int r = 0; r < starts; r++) {
        one.clear();
        steps.get(r).accumulate(block, one);
        add(r, one.statistics(), into.statistics());
        into.statistics().values(BOUNDS)[r] += one.localElbo();
        for (Term term : Term.values()) {
          boolean each = term == Term.LOCAL_ITERATIONS;
          if (each || r == best) {
            into.add(term, one.get(term));
          }
        }
      }
    }
  }

  private void add(int start, Direction from, Direction into) {
    for (int f = 0; f < model.layout().count(); f++) {
      into.add(outer(start, f), from, f);
    }
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    double[] bounds = total.statistics().values(BOUNDS);
    for (int r = 0; r < starts; r++) {
      Round mine = roundOf(r, round);
      Contribution sums = new Contribution(model.layout());
      for (Term term : Term.values()) {
        sums.add(term, total.get(term));
      }
      for (int f = 0; f < model.layout().count(); f++) {
        sums.statistics().add(f, total.statistics(), outer(r, f));
      }
      Direction target = new Direction(model.layout());
      model.target(mine, sums, target);
      add(r, target, out);
      addBackgrounds(r, target, out);
      out.values(BOUNDS)[r] = bounds[r] + model.globalElbo(mine);
    }
  }

  private void addBackgrounds(int start, Direction from, Direction out) {
    for (Field field : model.layout().fields()) {
      if (field.rowSparse()) {
        double[] background = from.background(field.name());
        System.arraycopy(background, 0, out.background(name(start, field)), 0, background.length);
      }
    }
  }

  @Override
  public double globalElbo(Round round) {
    return model.globalElbo(bestOf(round));
  }

  @Override
  public LocalSteps<B> scorers(Round round) {
    LocalSteps<B> scorers = model.scorers(bestOf(round));
    return () -> {
      LocalStep<B> scorer = scorers.create();
      Contribution one = new Contribution(model.layout());
      return (block, into) -> {
        one.clear();
        scorer.accumulate(block, one);
        for (Term term : Term.values()) {
          into.add(term, one.get(term));
        }
      };
    };
  }

  @Override
  public List<Column> output() {
    return model.output();
  }

  @Override
  public RowTransforms<B> transforms(Round round) {
    return model.transforms(bestOf(round));
  }

  /** Each start settles for itself. */
  @Override
  public Optional<Settlement> settle(Round round) {
    Bundle parameters = null;
    Map<String, int[]> rows = new java.util.HashMap<>();
    List<String> done = new ArrayList<>();
    for (int r = 0; r < starts; r++) {
      Optional<Settlement> settled = model.settle(roundOf(r, round));
      if (settled.isPresent()) {
        int start = r;
        parameters = parameters == null ? round.parameters().copy() : parameters;
        for (int f = 0; f < model.layout().count(); f++) {
          parameters.restore(outer(r, f), settled.get().parameters().stored(f));
        }
        settled.get().rows().forEach((field, order) -> rows.put(start + "." + field, order));
        done.add("start %d: %s".formatted(r, settled.get().what()));
      }
    }
    return done.isEmpty()
        ? Optional.empty()
        : Optional.of(new Settlement(parameters, rows, String.join("; ", done)));
  }
}
