package org.sparksvi.model;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;

/**
 * A model that goes on with new rows, from what earlier ones left: the posterior of these is the
 * prior of those (streaming variational Bayes: Broderick et al., 2013).
 *
 * <p>The parameters are the sums over the new rows; {@link #whole} adds those of the earlier ones.
 * With b the parameters before, the global part of the bound is
 *
 * <pre>
 *   −KL(q || q_b) = G(q) − G(q_b) + E_q[log p(b)] − E_{q_b}[log p(b)],   G = −KL(· || prior)
 * </pre>
 *
 * <p>which is 0 where the new rows add nothing. For estimates it is the change of the objective
 * that expectation maximisation with the earlier rows' statistics climbs.
 *
 * @param <B> the blocks it reads
 * @param <H> the blocks it is scored on
 * @param <M> the model
 */
public final class Continued<
        B extends Block, H extends Block, M extends Accumulates<B> & HeldOut<H>>
    implements Model<B>, HeldOut<H> {
  private static final long serialVersionUID = 1L;

  private final Accumulates<B> model;
  private final HeldOut<H> scored;
  private final Layout layout;
  private final Bundle kept;
  private final Bundle first;
  private final boolean begins; // nothing is kept: its prior is the model's own
  private final double before; // G(q_b) + E_{q_b}[log p(b)]

  /**
   * Goes on from parameters, and nothing beside them.
   *
   * @param kept at which the model stood, faded or not; read only from now on
   */
  public Continued(M model, Bundle kept) {
    this(model, kept, Bundle.zeros(model.layout()));
  }

  /**
   * Goes on from parameters.
   *
   * @param kept at which the model stood, faded or not; read only from now on
   * @param first sums over the new rows to begin with, a guess; other fields are not looked at
   */
  public Continued(M model, Bundle kept, Bundle first) {
    this(model, kept, first, false);
  }

  private Continued(M model, Bundle kept, Bundle first, boolean begins) {
    this.model = model.withFixedAxes();
    this.scored = model;
    this.layout = Layout.of(model.layout().fields().stream().map(this::ofNewRows).toList());
    this.kept = kept;
    this.first = first;
    this.begins = begins;
    this.before = begins ? 0 : globals(kept, 0);
  }

  /**
   * Goes on from parameters where some of the earlier rows are fitted once more beside the new
   * ones: these leave the sums, and the fit begins at what they had brought.
   *
   * <pre>
   *   kept = memory (1 − again) S     first = memory · again · S + first guess     S of the earlier rows
   * </pre>
   *
   * @param parameters at which the model stood
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]
   * @param again share of the earlier rows that is among the rows, in [0, 1]
   * @param guess sums over the rows that are new to begin with; other fields are not looked at
   */
  public static <B extends Block, H extends Block, M extends Accumulates<B> & HeldOut<H>>
      Continued<B, H, M> again(
          M model, Bundle parameters, double memory, double again, Bundle guess) {
    Bundle whole = model.faded(parameters, memory);
    Bundle kept = model.faded(parameters, memory * (1 - again));
    Bundle first = guess.copy();
    for (Field field : model.layout().fields()) {
      if (model.isSum(field)) {
        double[] values = guess.copyOf(field.name());
        double[] all = whole.copyOf(field.name());
        double[] rest = kept.copyOf(field.name());
        for (int i = 0; i < values.length; i++) {
          values[i] += all[i] - rest[i];
        }
        first.set(field.name(), values);
      }
    }
    return new Continued<>(model, kept, first, memory * (1 - again) == 0);
  }

  /** Sums over new rows are 0 where these add nothing. */
  private Field ofNewRows(Field field) {
    return model.isSum(field) && field.domain() == Domain.POSITIVE
        ? field.within(Domain.NOT_NEGATIVE)
        : field;
  }

  private double globals(Bundle at, double weight) {
    Round round = new Round(1, weight, at, new org.sparksvi.random.Streams(0));
    double own = model.globalElbo(round);
    return begins ? own : own + model.expectedLogLikelihood(kept, at);
  }

  /** The model's parameters: what was kept and what the new rows add. */
  public Bundle whole(Bundle parameters) {
    Bundle whole = Bundle.zeros(layout());
    for (Field field : layout().fields()) {
      double[] values = parameters.copyOf(field.name());
      if (model.isSum(field)) {
        double[] earlier = kept.copyOf(field.name());
        for (int i = 0; i < values.length; i++) {
          values[i] += earlier[i];
        }
      }
      whole.set(field.name(), values);
    }
    return whole;
  }

  private Round whole(Round round) {
    return new Round(
        round.number(), round.totalWeight(), whole(round.parameters()), round.streams());
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public String arithmetic() {
    return model.arithmetic();
  }

  /** The guess at the sums, and the other fields as they were. */
  @Override
  public Bundle initial(Start<B> start) {
    Bundle initial = Bundle.zeros(layout());
    for (Field field : layout().fields()) {
      Bundle from = model.isSum(field) ? first : kept;
      initial.set(field.name(), from.copyOf(field.name()));
    }
    return initial;
  }

  @Override
  public LocalSteps<B> localSteps(Round round) {
    return model.localSteps(whole(round));
  }

  @Override
  public LocalSteps<H> scorers(Round round) {
    return scored.scorers(whole(round));
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    model.targetAfter(kept, whole(round), total, out);
  }

  @Override
  public double globalElbo(Round round) {
    return globals(whole(round.parameters()), round.totalWeight()) - before;
  }
}
