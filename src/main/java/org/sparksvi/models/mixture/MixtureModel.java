package org.sparksvi.models.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.model.Accumulates;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowGaps;
import org.sparksvi.model.Settlement;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.model.Transforms;

/**
 * A mixture: each row belongs to one of K components, and nobody says which.
 *
 * <pre>
 *   z_n ~ π,   x_n ~ p_{z_n}
 *   parameters: running sums over all N rows of r_nk t(x_n)
 *   target:     N / n Σ_n r_nk t(x_n)
 * </pre>
 *
 * <p>What is read out of the sums says which inference this is. Estimates of π and of the
 * components make it expectation maximisation (with rate 1 that of Dempster, Laird and Rubin, 1977;
 * with smaller rates the online one of Cappé and Moulines, 2009). Posteriors, whose natural
 * parameters are the prior's plus the sums, make it variational Bayes, batch or stochastic: moving
 * the sums moves the natural parameters by the same step.
 *
 * @param <B> the blocks it reads
 */
public final class MixtureModel<B extends Block>
    implements Accumulates<B>, HeldOut<B>, Transforms<B> {
  private static final long serialVersionUID = 1L;

  /** Σ_n r_nk, 1 × components. */
  public static final String COUNTS = "counts";

  private final Mixing mixing;
  private final Components<B> components;
  private final Layout layout;

  public MixtureModel(Mixing mixing, Components<B> components) {
    this.mixing = mixing;
    this.components = components;
    List<Field> fields = new ArrayList<>();
    fields.add(Field.mixed(COUNTS, 1, components.count()).within(Domain.NOT_NEGATIVE));
    fields.addAll(components.fields());
    this.layout = Layout.of(fields);
  }

  public Mixing mixing() {
    return mixing;
  }

  public Components<B> components() {
    return components;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public Bundle initial(Start<B> start) {
    if (start.rows() < components.count()) {
      throw new IllegalArgumentException(
          "there must be at least as many rows as components, but there are %d rows for %d"
              .formatted(start.rows(), components.count()));
    }
    Bundle parameters = Bundle.zeros(layout);
    components.start(start, parameters);
    return parameters;
  }

  @Override
  public LocalSteps<B> localSteps(Round round) {
    Components.Densities<B> densities = components.expected(round.parameters());
    double[] logWeights = mixing.meanLogs(round.parameters().values(COUNTS));
    return () -> new MixtureStep<>(densities.worker(), logWeights);
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    double[] counts = total.statistics().values(COUNTS);
    System.arraycopy(counts, 0, out.values(COUNTS), 0, counts.length);
    components.target(total, out);
  }

  @Override
  public double globalElbo(Round round) {
    return mixing.globalElbo(round.parameters().values(COUNTS))
        + components.globalElbo(round.parameters());
  }

  @Override
  public boolean isSum(Field field) {
    return field.geometry() == Geometry.MIXED;
  }

  @Override
  public double expectedLogLikelihood(Bundle kept, Bundle at) {
    double[] counts = kept.values(COUNTS);
    double[] logs = mixing.meanLogs(at.values(COUNTS));
    double sum = components.expectedLogLikelihood(kept, at);
    for (int k = 0; k < counts.length; k++) {
      sum += counts[k] > 0 ? counts[k] * logs[k] : 0;
    }
    return sum;
  }

  @Override
  public String arithmetic() {
    return components.arithmetic();
  }

  /**
   * Puts the components in their best order, gives those that have emptied a new place, and says
   * which have collapsed.
   */
  @Override
  public Optional<Settlement> settle(Round round) {
    int[] order = mixing.order(round.parameters().values(COUNTS));
    boolean ordered = true;
    for (int k = 0; k < order.length; k++) {
      ordered &= order[k] == k;
    }
    boolean moves = !ordered || components.wantsRevival(round.parameters());
    Bundle parameters = moves ? round.parameters().copy() : round.parameters();
    List<String> done = new ArrayList<>();
    if (!ordered) {
      double[] counts = round.parameters().values(COUNTS);
      for (int k = 0; k < order.length; k++) {
        parameters.values(COUNTS)[k] = counts[order[k]];
      }
      components.reorder(parameters, order);
      done.add("components ordered by their rows, before " + Arrays.toString(order));
    }
    String revived = moves ? components.revive(parameters) : "";
    if (!revived.isEmpty()) {
      done.add(revived);
    }
    String held = components.held(parameters);
    if (!held.isEmpty()) {
      done.add(held);
    }
    return done.isEmpty()
        ? Optional.empty()
        : Optional.of(new Settlement(parameters, Map.of(), String.join("; ", done)));
  }

  /**
   * By component, whether rows are its own: half of one at least, or a thousandth of the weight
   * where the weights of rows are small.
   */
  public static boolean[] inUse(Bundle parameters) {
    double[] counts = parameters.values(COUNTS);
    double least = Math.min(0.5, 1e-3 * Arrays.stream(counts).sum());
    boolean[] used = new boolean[counts.length];
    for (int k = 0; k < used.length; k++) {
      used[k] = counts[k] > 0 && counts[k] >= least;
    }
    return used;
  }

  /** What holds components back that would collapse. */
  @Override
  public Optional<String> held(Bundle parameters) {
    return Optional.of(components.held(parameters)).filter(held -> !held.isEmpty());
  }

  /** E[π_k] at some parameters. */
  public double[] weights(Bundle parameters) {
    return mixing.means(parameters.values(COUNTS));
  }

  private double[] logMeans(Round round) {
    double[] logs = weights(round.parameters());
    for (int k = 0; k < logs.length; k++) {
      logs[k] = StrictMath.log(logs[k]);
    }
    return logs;
  }

  /** Scores rows by their log predictive density; a row of weight 2 counts twice. */
  @Override
  public LocalSteps<B> scorers(Round round) {
    Components.Densities<B> densities = components.predictive(round.parameters());
    double[] logWeights = logMeans(round);
    return () -> scorer(new LabelPosterior<>(densities.worker(), logWeights));
  }

  private static <B extends Block> LocalStep<B> scorer(LabelPosterior<B> posterior) {
    return (block, into) -> {
      double[] score = new double[2];
      posterior.visit(
          block,
          (from, rows, shares, norms, weights) -> {
            for (int r = 0; r < rows; r++) {
              score[1] += weights[r];
              if (weights[r] > 0) {
                score[0] += weights[r] * norms[r];
                into.addScored(weights[r] * norms[r], weights[r]);
              }
            }
          });
      into.add(Term.HELD_OUT_LOG_PROBABILITY, score[0]);
      into.add(Term.HELD_OUT_UNITS, score[1]);
    };
  }

  /** By enumeration of the components, of the mixture that {@link #scorers} score rows by. */
  @Override
  public Optional<Evidence<B>> evidence(int draws) {
    return Optional.of(new RowGaps<>(10.0 * numbers(), 0, false, this::gaps));
  }

  private double numbers() {
    return layout.fields().stream().mapToDouble(Field::size).sum();
  }

  private LocalSteps<B> gaps(Round round) {
    Components.Densities<B> fitted = components.expected(round.parameters());
    Components.Densities<B> exact = components.predictive(round.parameters());
    double[] fittedWeights = mixing.meanLogs(round.parameters().values(COUNTS));
    double[] exactWeights = logMeans(round);
    return () ->
        new LabelGaps<>(
            new LabelPosterior<>(fitted.worker(), fittedWeights),
            new LabelPosterior<>(exact.worker(), exactWeights),
            components.count());
  }

  @Override
  public List<Column> output() {
    return List.of(
        Column.vector("responsibilities", components.count(), "probability of each component"),
        components.prediction(),
        Column.whole("component", "the most probable component, from 0"));
  }

  @Override
  public RowTransforms<B> transforms(Round round) {
    Components.Densities<B> densities = components.predictive(round.parameters());
    double[] logWeights = logMeans(round);
    return () -> {
      LabelPosterior<B> posterior = new LabelPosterior<>(densities.worker(), logWeights);
      return (block, out) ->
          posterior.visit(
              block, (from, rows, shares, norms, weights) -> write(from, rows, shares, norms, out));
    };
  }

  private void write(int from, int rows, double[] shares, double[] norms, double[] out) {
    int k = components.count();
    for (int r = 0; r < rows; r++) {
      int at = (from + r) * (k + 2); // the responsibilities, the density, the label
      int label = 0;
      for (int c = 0; c < k; c++) {
        out[at + c] = shares[c * rows + r];
        label = out[at + c] > out[at + label] ? c : label;
      }
      out[at + k] = norms[r];
      out[at + k + 1] = label;
    }
  }
}
