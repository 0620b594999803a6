package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Resolution;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Accumulates;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowDraws;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.model.Transforms;
import org.sparksvi.numeric.Blas;

/**
 * A generalised linear model with a Gaussian posterior of its coefficients, by
 * conjugate-computation variational inference (Khan and Lin, 2017).
 *
 * <pre>
 *   y_i ~ p(y | f_i),  f_i = x_i·β + offset_i      β ~ N(0, P₀⁻¹)      q(β) = N(m, Λ⁻¹),  Λ m = h
 *   g_i = E_q l′(f_i)      a_i = −E_q[l′(f_i) z] / s_i
 *   target of Λ − P₀:  N/n Σ w_i a_i x_i x_iᵀ       target of h:  N/n Σ w_i (g_i + a_i x_i·m) x_i
 * </pre>
 *
 * <p>At rate 1 on all rows this is Newton's method on the bound. With normal noise one round is
 * exact: a = 1 and g + a x·m = y, and the noise has its posterior by the same sums.
 *
 * <p>Fields are sums over rows; the prior is added where q is read out of them, so that they go on
 * with more rows as they are.
 */
public final class Regression
    implements Accumulates<LabelledBlock>, HeldOut<LabelledBlock>, Transforms<LabelledBlock> {
  private static final long serialVersionUID = 1L;

  /** Λ − P₀ over τ, lower triangle by rows, 1 × p (p + 1) / 2. */
  public static final String PRECISION = "precision";

  /** h, 1 × p, of each predictor the intercept last. */
  public static final String NATURAL = "natural";

  /** Σ w, and Σ w E l, or Σ w y² where noise is found. */
  public static final String ROWS = "rows";

  /** t of factors, in the model's units. */
  public static final String FACTORS = "factors";

  /** μ₀ of a prior that is given, in the model's units. */
  public static final String GIVEN_MEANS = "givenMeans";

  /** P₀ of a prior that is given, lower triangle by rows. */
  public static final String GIVEN_PRECISION = "givenPrecision";

  /** ξ² of priors that adapt, by predictor and column. */
  public static final String SQUARES = "squares";

  /** Logs of {@link Likelihood#dispersions}; in sums, slopes by them. */
  public static final String DISPERSION = "dispersion";

  /** Curvatures of the bound by these logs, less the prior's. */
  public static final String DISPERSION_PRECISION = "dispersionPrecision";

  /** Of scales of coefficients to the same sums; more are left to the next round. */
  private static final int SWEEPS = 5;

  private final RegressionSettings settings;
  private final Layout layout;

  /** Over so many columns. */
  public Regression(RegressionSettings settings) {
    settings.requireCovariancesFit();
    this.settings = settings;
    if (settings.diagonal()) {
      this.layout = Independent.layout(settings);
      return;
    }
    List<Field> fields = new ArrayList<>();
    fields.add(Field.mixed(PRECISION, 1, settings.packed()));
    fields.add(Field.mixed(NATURAL, 1, settings.coefficients()));
    fields.add(Field.mixed(ROWS, 1, 2).resolving(Resolution.COLUMNS));
    if (settings.priors().adapts()) {
      fields.add(
          Field.mixed(SQUARES, 1, settings.shrunk())
              .resolving(Resolution.COLUMNS)
              .within(Domain.NOT_NEGATIVE));
    }
    int factors = settings.priors().factors().size();
    if (factors > 0) {
      fields.add(
          Field.mixed(FACTORS, 1, factors).resolving(Resolution.COLUMNS).within(Domain.POSITIVE));
    }
    int dispersions = settings.likelihood().dispersions().size();
    if (dispersions > 0) {
      fields.add(Field.mixed(DISPERSION, 1, dispersions).resolving(Resolution.COLUMNS));
      fields.add(Field.mixed(DISPERSION_PRECISION, 1, dispersions).resolving(Resolution.COLUMNS));
    }
    fields.add(Field.fixed(Units.CENTRE, 1, settings.columns()));
    fields.add(Field.fixed(Units.SCALE, 1, settings.columns()).within(Domain.POSITIVE));
    fields.add(Field.fixed(Units.RESPONSE, 1, 2));
    if (settings.priors().given()) {
      fields.add(Field.fixed(GIVEN_MEANS, 1, settings.coefficients()));
      fields.add(Field.fixed(GIVEN_PRECISION, 1, settings.packed()));
    }
    this.layout = Layout.of(fields);
  }

  public RegressionSettings settings() {
    return settings;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public String arithmetic() {
    return Blas.best().name();
  }

  /** As if all predictors were where the mean response is: the first step of Newton's method. */
  @Override
  public Bundle initial(Start<LabelledBlock> start) {
    Bundle parameters = Bundle.zeros(layout);
    Likelihood likelihood = settings.likelihood();
    Units units =
        Units.of(start, settings.columns(), settings.intercept(), likelihood.location())
            .asTheyAre(Scales.columns(settings.priors()));
    units.write(parameters);
    if (settings.diagonal()) {
      Independent.start(this, start, units, parameters);
      return parameters;
    }
    write(Scales.start(settings), parameters::set);
    List<Dispersion> dispersions = likelihood.dispersions();
    if (!dispersions.isEmpty()) {
      parameters.set(
          DISPERSION, dispersions.stream().mapToDouble(d -> StrictMath.log(d.start())).toArray());
    }
    List<LabelledBlock> sample = start.sample();
    FirstStep step = FirstStep.of(settings, units, sample);
    Contribution sums = new Contribution(layout);
    sample.forEach(block -> step.accumulate(block, sums));
    sums.scale(start.weight() / sums.get(Term.ROWS));
    for (String field : List.of(PRECISION, NATURAL, ROWS)) {
      parameters.set(field, sums.statistics().values(field));
    }
    return parameters;
  }

  Posterior posterior(Bundle parameters) {
    return Posterior.of(settings, parameters);
  }

  /** Coefficients in the units of the data, and what else is known of them. */
  public RegressionSummary summary(Bundle parameters) {
    return RegressionSummary.of(posterior(parameters), parameters);
  }

  @Override
  public LocalSteps<LabelledBlock> localSteps(Round round) {
    RowFits shared = new RowFits(posterior(round.parameters()));
    return () -> new RegressionStep(shared.create());
  }

  @Override
  public LocalSteps<LabelledBlock> scorers(Round round) {
    Posterior posterior = posterior(round.parameters());
    RowFits shared = new RowFits(posterior);
    return () -> posterior.likelihood().scorer(shared.create());
  }

  @Override
  public Optional<Layout> tallies() {
    return settings.likelihood().tallies();
  }

  @Override
  public LocalSteps<LabelledBlock> evaluators(Round round) {
    Posterior posterior = posterior(round.parameters());
    RowFits shared = new RowFits(posterior);
    return () -> posterior.likelihood().evaluator(shared.create());
  }

  @Override
  public Optional<Evidence<LabelledBlock>> evidence(int draws) {
    return settings.diagonal() ? Optional.empty() : Optional.of(new DrawnEvidence(this, draws));
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    target(Bundle.zeros(layout), round, total, out);
  }

  @Override
  public void targetAfter(Bundle kept, Round round, Contribution total, Direction out) {
    target(kept, round, total, out);
  }

  private void target(Bundle kept, Round round, Contribution total, Direction out) {
    if (settings.diagonal()) {
      Independent.slopes(round.parameters(), total.statistics(), out);
      return;
    }
    Scales scales = Scales.of(settings, round.parameters());
    if (scales.isFound()) {
      Sums sums = Sums.of(kept, total.statistics());
      int sweeps = settings.priors().adapts() ? SWEEPS : 1; // deviations follow from round to round
      for (int s = 0; s < sweeps; s++) {
        scales = scales.after(Posterior.of(settings, round.parameters(), sums, scales));
      }
      write(scales, (f, values) -> System.arraycopy(values, 0, out.values(f), 0, values.length));
    }
    moveDispersions(kept, round.parameters(), total, out);
    out.take(PRECISION, total.statistics());
    out.take(NATURAL, total.statistics());
    out.take(ROWS, total.statistics());
  }

  /** A step of Newton's method by each, where earlier rows left a parabola. */
  private void moveDispersions(Bundle kept, Bundle at, Contribution total, Direction out) {
    List<Dispersion> dispersions = settings.likelihood().dispersions();
    for (int d = 0; d < dispersions.size(); d++) {
      double eta = at.values(DISPERSION)[d];
      double earlier = kept.values(DISPERSION_PRECISION)[d];
      double slope = total.statistics().values(DISPERSION)[d] + dispersions.get(d).slope(eta);
      double curvature = total.statistics().values(DISPERSION_PRECISION)[d];
      double step =
          Dispersion.step(
              slope - earlier * (eta - kept.values(DISPERSION)[d]),
              curvature + earlier + dispersions.get(d).curvature(eta));
      out.values(DISPERSION)[d] = eta + step;
      out.values(DISPERSION_PRECISION)[d] = curvature;
    }
  }

  private void write(Scales scales, BiConsumer<String, double[]> into) {
    if (settings.priors().adapts()) {
      into.accept(SQUARES, scales.squares());
    }
    if (!settings.priors().factors().isEmpty()) {
      into.accept(FACTORS, scales.deviations());
    }
  }

  @Override
  public void steepest(Round round, Direction gradient) {
    if (settings.diagonal()) {
      Independent.steepest(round.parameters(), gradient);
    }
  }

  @Override
  public double globalElbo(Round round) {
    Bundle at = round.parameters();
    if (settings.diagonal()) {
      return -posterior(at).q().fromIndependent(Independent.before(at));
    }
    return posterior(at).elbo(at);
  }

  @Override
  public boolean isSum(Field field) {
    return field.geometry() == Geometry.MIXED
        && !field.name().equals(SQUARES)
        && !field.name().equals(FACTORS)
        && !field.name().equals(DISPERSION);
  }

  /** Of the Gaussian sites that earlier rows left. */
  @Override
  public double expectedLogLikelihood(Bundle kept, Bundle at) {
    Coefficients q = posterior(at).q();
    double[] natural = kept.values(NATURAL);
    double[] rows = kept.values(ROWS);
    double sum = -0.5 * q.expectedQuadratic(kept.values(PRECISION), q.covariance());
    for (int i = 0; i < natural.length; i++) {
      sum += q.noise().mean() * natural[i] * q.means()[i];
    }
    for (int d = 0; d < settings.likelihood().dispersions().size(); d++) {
      double apart = at.values(DISPERSION)[d] - kept.values(DISPERSION)[d];
      sum -= 0.5 * kept.values(DISPERSION_PRECISION)[d] * apart * apart;
    }
    return q.noise().known()
        ? sum
        : sum + 0.5 * (rows[0] * q.noise().meanLog() - q.noise().mean() * rows[1]);
  }

  /**
   * Parameters to begin at with the posterior of an earlier regression for a prior: its mean and
   * covariance, in this one's units.
   *
   * @param begun parameters of this one, whose prior is to be given
   * @param earlier with the same predictors, and an intercept where this has one
   * @param at parameters of the earlier one
   * @param places for each column of this one, that of the earlier one
   */
  public static Bundle given(Bundle begun, Regression earlier, Bundle at, int[] places) {
    GaussianPrior.Given given =
        GivenUnits.of(earlier.posterior(at), Units.of(begun), places).given();
    Bundle informed = begun.copy();
    informed.set(GIVEN_MEANS, given.means());
    informed.set(GIVEN_PRECISION, given.precision());
    return informed;
  }

  /** KL of a posterior of these parameters from that of others of the same units, in nats. */
  public double divergence(Bundle parameters, Bundle from) {
    Coefficients q = posterior(parameters).q();
    Posterior before = posterior(from);
    if (settings.diagonal()) {
      return q.fromIndependent(before.q());
    }
    return q.divergence(before.q(), before.precision(from.values(PRECISION)));
  }

  /**
   * Parameters to begin at with the posterior of earlier rows for a prior, of independent
   * coefficients.
   *
   * @param begun where the model would begin on the new day, with the weight of its rows
   * @param memory how much of what earlier rows say is kept, in [0, 1]
   */
  public static Bundle after(Bundle parameters, Bundle begun, double memory) {
    return Independent.after(parameters, begun.values(ROWS)[0], memory);
  }

  /** Draws of the coefficients in the units of the data, as {@link RegressionSummary} has them. */
  public RowDraws draws(Bundle parameters) {
    return new CoefficientDraws(posterior(parameters));
  }

  @Override
  public List<Column> output() {
    return settings.likelihood().output();
  }

  @Override
  public RowTransforms<LabelledBlock> transforms(Round round) {
    Posterior posterior = posterior(round.parameters());
    RowFits shared = new RowFits(posterior);
    return () -> posterior.likelihood().transform(shared.create());
  }
}
