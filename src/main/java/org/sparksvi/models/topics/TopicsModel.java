package org.sparksvi.models.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.model.Accumulates;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowGaps;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.model.Transforms;
import org.sparksvi.numeric.SpecialFunctions;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Latent Dirichlet allocation (Blei, Ng and Jordan, 2003) with variational topics.
 *
 * <pre>
 *   β_k ~ Dirichlet(η)      q(β_k) = Dirichlet(λ_k)      λ words × topics, the field "topics"
 *   θ_d ~ Dirichlet(α)      q(θ_d) = Dirichlet(γ_d)      local
 *   z_dn ~ θ_d,  w_dn ~ β_z                              local, summed out
 *   target of λ_kw = η_w + N/n Σ_d c_dw φ_dwk
 * </pre>
 *
 * <p>Hoffman, Blei and Bach (2010); Hoffman, Blei, Wang and Paisley (2013). With rate 1 on all
 * documents this is batch variational Bayes.
 *
 * <p>Further fields: "totals" holds Λ_k = Σ_w λ_kw, moved with λ so that a round costs only what it
 * touches. A learned α is read out of "meanLogShares", the running mean of E[log θ_dk], by maximum
 * likelihood. A learned η is a coordinate of its own: it moves toward the maximum-likelihood value
 * at the round's λ, and that value is the prior in the same round's target of λ.
 *
 * <p>{@link DocumentStep} says by which weights documents are fitted. By that of zero order the
 * fixed points of learned priors are those of the Dirichlet-multinomial of the expected counts.
 */
public final class TopicsModel
    implements Accumulates<CountBlock>, HeldOut<CompletionBlock>, Transforms<CountBlock> {
  private static final long serialVersionUID = 1L;

  /** λ, the variational Dirichlet parameters, words × topics. */
  public static final String TOPICS = "topics";

  /** Λ_k, the sums of λ over words, 1 × topics. */
  public static final String TOTALS = "totals";

  /** Running mean of E[log θ_dk], 1 × topics; only where α is learned. */
  public static final String SHARES = "meanLogShares";

  /** η, 1 × 1 or 1 × words; only where it is learned. */
  public static final String ETA = "eta";

  /** λ starts as Gamma(100, 1/100): near 1, different in every coordinate. */
  private static final double START_SHAPE = 100;

  /**
   * Rounds in which topics leave one another, by the step of zero order: learned priors stay, since
   * those of equal topics are far off and keep them equal.
   */
  private static final int FIRST_ROUNDS = 20;

  private final TopicsSettings settings;
  private final Layout layout;

  public TopicsModel(TopicsSettings settings) {
    this.settings = settings;
    this.layout = layoutOf(settings);
  }

  private static Layout layoutOf(TopicsSettings settings) {
    int topics = settings.topics();
    List<Field> fields = new ArrayList<>();
    fields.add(Field.mixedRows(TOPICS, settings.words(), topics).within(Domain.POSITIVE));
    fields.add(Field.mixed(TOTALS, 1, topics).within(Domain.POSITIVE));
    if (settings.alpha().learned()) {
      fields.add(Field.mixed(SHARES, 1, topics));
    }
    switch (settings.eta().learning()) {
      case FIXED -> {}
      case SYMMETRIC -> fields.add(Field.mixed(ETA, 1, 1).within(Domain.POSITIVE));
      case ASYMMETRIC -> fields.add(Field.mixed(ETA, 1, settings.words()).within(Domain.POSITIVE));
    }
    return Layout.of(fields);
  }

  public TopicsSettings settings() {
    return settings;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public Bundle initial(Start<CountBlock> start) {
    int topics = settings.topics();
    double[] lambda = new double[settings.words() * topics];
    double[] totals = new double[topics];
    Streams streams = start.streams();
    for (int w = 0; w < settings.words(); w++) {
      RandomStream stream = streams.stream(Purpose.START, w);
      for (int k = 0; k < topics; k++) {
        double value = stream.gamma(START_SHAPE) / START_SHAPE;
        lambda[w * topics + k] = value;
        totals[k] += value;
      }
    }
    Bundle parameters = Bundle.zeros(layout);
    parameters.set(TOPICS, lambda);
    parameters.set(TOTALS, totals);
    if (layout.has(SHARES)) {
      double alpha = settings.alpha().value();
      double meanLog = SpecialFunctions.digamma(alpha) - SpecialFunctions.digamma(topics * alpha);
      Arrays.fill(parameters.values(SHARES), meanLog);
    }
    if (layout.has(ETA)) {
      Arrays.fill(parameters.values(ETA), settings.eta().value());
    }
    return parameters;
  }

  /** α at some parameters: K values. */
  public double[] alpha(Bundle parameters) {
    return layout.has(SHARES)
        ? settings.alpha().fit(parameters.values(SHARES))
        : settings.alpha().start(settings.topics());
  }

  /** η at some parameters: V values. */
  public double[] eta(Bundle parameters) {
    if (!layout.has(ETA)) {
      return settings.eta().start(settings.words());
    }
    double[] values = parameters.values(ETA);
    if (values.length == settings.words()) {
      return values.clone();
    }
    double[] all = new double[settings.words()];
    Arrays.fill(all, values[0]);
    return all;
  }

  @Override
  public LocalSteps<CountBlock> localSteps(Round round) {
    Bundle parameters = round.parameters();
    boolean learns = layout.has(SHARES);
    double[] alpha = alpha(parameters);
    TopicTable table = settings.kernel().table(parameters, settings);
    if (settings.step() == DocumentStep.VARIATIONAL) {
      return () -> {
        DocumentFitter fitter = table.fitter(alpha);
        return new TopicsStep(fitter, fitter, alpha, learns);
      };
    }
    TopicTable bounds = settings.kernel().table(parameters, settings.bounding());
    return () -> new TopicsStep(table.fitter(alpha), bounds.fitter(alpha), alpha, learns);
  }

  @Override
  public LocalSteps<CompletionBlock> scorers(Round round) {
    TopicTable table = settings.kernel().table(round.parameters(), settings.scoring());
    double[] alpha = alpha(round.parameters());
    return () -> new CompletionScorer(table.fitter(alpha), round.parameters());
  }

  /** By particles, at the means of the topics. */
  @Override
  public Optional<Evidence<CompletionBlock>> evidence(int draws) {
    return Optional.of(
        new RowGaps<>(0, DocumentGaps.operations(settings.topics()), false, this::gaps));
  }

  private LocalSteps<CompletionBlock> gaps(Round round) {
    TopicTable table = settings.kernel().table(round.parameters(), settings.scoring());
    double[] alpha = alpha(round.parameters());
    return () -> new DocumentGaps(table.fitter(alpha), alpha, round);
  }

  @Override
  public List<Column> output() {
    return List.of(
        Column.vector("topicDistribution", settings.topics(), "expected share of each topic"));
  }

  @Override
  public RowTransforms<CountBlock> transforms(Round round) {
    TopicTable table = settings.kernel().table(round.parameters(), settings.scoring());
    double[] alpha = alpha(round.parameters());
    return () -> {
      DocumentFitter fitter = table.fitter(alpha);
      return (block, out) -> shares(fitter, block, out);
    };
  }

  private static void shares(DocumentFitter fitter, CountBlock block, double[] out) {
    fitter.open(block);
    for (int row = 0; row < block.rows(); row++) {
      fitter.fit(row);
      double[] gamma = fitter.gamma();
      double total = 0;
      for (double value : gamma) {
        total += value;
      }
      for (int k = 0; k < gamma.length; k++) {
        out[row * gamma.length + k] = gamma[k] / total;
      }
    }
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    boolean learns = settings.step() == DocumentStep.VARIATIONAL || round.number() > FIRST_ROUNDS;
    target(round, total, out, learns);
  }

  private void target(Round round, Contribution total, Direction out, boolean learns) {
    int topics = settings.topics();
    double[] eta = eta(round.parameters());
    if (layout.has(ETA)) {
      if (learns) {
        eta = settings.eta().fit(TopicsBound.meanLogWords(round.parameters()));
      }
      double[] next = out.values(ETA);
      System.arraycopy(eta, 0, next, 0, next.length);
    }
    double prior = 0;
    double[] background = out.background(TOPICS);
    for (int w = 0; w < eta.length; w++) {
      background[w] = eta[w];
      prior += eta[w];
    }
    double[] totals = out.values(TOTALS);
    Arrays.fill(totals, prior);
    TouchedRows counts = total.statistics().rows(TOPICS);
    TouchedRows rows = out.rows(TOPICS);
    rows.reserve(counts.count());
    for (int i = 0; i < counts.count(); i++) {
      int to = rows.touch(counts.row(i));
      int from = counts.start(i);
      for (int k = 0; k < topics; k++) {
        double value = counts.values()[from + k];
        rows.values()[to + k] = value;
        totals[k] += value;
      }
    }
    if (layout.has(SHARES)) {
      double[] sums = total.statistics().values(SHARES);
      double[] means = out.values(SHARES);
      for (int k = 0; k < topics; k++) {
        means[k] = learns ? sums[k] / total.get(Term.ROWS) : round.parameters().values(SHARES)[k];
      }
    }
  }

  /** λ and its sums over words; learned priors are means and read-outs. */
  @Override
  public boolean isSum(Field field) {
    return field.name().equals(TOPICS) || field.name().equals(TOTALS);
  }

  /** η + memory (λ − η). */
  @Override
  public Bundle faded(Bundle parameters, double memory) {
    double[] lambda = parameters.copyOf(TOPICS);
    double[] eta = eta(parameters);
    int topics = settings.topics();
    for (int i = 0; i < lambda.length; i++) {
      lambda[i] = (1 - memory) * eta[i / topics] + memory * lambda[i];
    }
    return TopicsPosterior.with(parameters, lambda);
  }

  /** Counts without η, which the kept λ holds; η stays. */
  @Override
  public void targetAfter(Bundle kept, Round round, Contribution total, Direction out) {
    target(round, total, out, true);
    Arrays.fill(out.background(TOPICS), 0);
    double[] totals = out.values(TOTALS);
    Arrays.fill(totals, 0);
    TouchedRows counts = out.rows(TOPICS);
    for (int i = 0; i < counts.count() * settings.topics(); i++) {
      totals[i % totals.length] += counts.values()[i];
    }
    if (layout.has(ETA)) {
      double[] eta = kept.values(ETA);
      System.arraycopy(eta, 0, out.values(ETA), 0, eta.length);
    }
  }

  @Override
  public double expectedLogLikelihood(Bundle kept, Bundle at) {
    return TopicsBound.expectedLogLikelihood(kept, eta(kept), at);
  }

  @Override
  public double globalElbo(Round round) {
    return TopicsBound.globalElbo(round.parameters(), eta(round.parameters()));
  }
}
