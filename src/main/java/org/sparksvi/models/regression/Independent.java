package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;

/**
 * Coefficients that are independent in q, which takes memory of their number and not of its square:
 *
 * <pre>
 *   q(β) = Π N(m_j, s_j²)      ∂/∂m_j = Σ w g x_j − (m_j − μ_j) / t_j²
 *                              ∂/∂log s_j = 1 − s_j² (Σ w a x_j² + 1/t_j²)
 * </pre>
 *
 * <p>with the sites g, a of {@link Regression} and the prior Π N(μ_j, t_j²). Steps of Newton's
 * method by these curvatures do not converge where more than a few columns of a row are not 0, so
 * both fields ascend, and L-BFGS finds where the bound is highest.
 */
final class Independent {
  /** m, 1 × p, the intercept of each predictor last; in sums Σ w g x. */
  static final String MEANS = "means";

  /** log s, 1 × p; in sums Σ w a x². */
  static final String LOGS = "logDeviations";

  /** μ and t of the prior, in the model's units. */
  private static final String PRIOR_MEANS = "priorMeans";

  private static final String PRIOR_DEVIATIONS = "priorDeviations";

  /** The prior of the first day, to which what the days said fades. */
  private static final String FIRST_MEANS = "firstMeans";

  private static final String FIRST_DEVIATIONS = "firstDeviations";

  /** Of deviations at first, before curvatures are known. */
  private static final double NARROW = 1e-3;

  private Independent() {}

  static Layout layout(RegressionSettings settings) {
    int p = settings.coefficients();
    return Layout.of(
        List.of(
            Field.ascended(MEANS, 1, p),
            Field.ascended(LOGS, 1, p).within(Domain.LOGARITHM),
            Field.fixed(PRIOR_MEANS, 1, p),
            Field.fixed(PRIOR_DEVIATIONS, 1, p).within(Domain.POSITIVE),
            Field.fixed(FIRST_MEANS, 1, p),
            Field.fixed(FIRST_DEVIATIONS, 1, p).within(Domain.POSITIVE),
            Field.fixed(Regression.ROWS, 1, 1),
            Field.fixed(Units.CENTRE, 1, settings.columns()),
            Field.fixed(Units.SCALE, 1, settings.columns()).within(Domain.POSITIVE),
            Field.fixed(Units.RESPONSE, 1, 2)));
  }

  static GaussianPrior prior(Bundle parameters) {
    double[] precision = parameters.copyOf(PRIOR_DEVIATIONS);
    Arrays.setAll(precision, j -> 1 / (precision[j] * precision[j]));
    return new GaussianPrior(precision, new boolean[precision.length], Optional.empty());
  }

  static Coefficients q(Bundle parameters, GaussianPrior prior) {
    double[] deviations = parameters.copyOf(LOGS);
    Arrays.setAll(deviations, j -> StrictMath.exp(deviations[j]));
    return Coefficients.independent(parameters.values(MEANS), deviations, prior);
  }

  /** The prior as a posterior before any rows. */
  static Coefficients before(Bundle parameters) {
    return Coefficients.independent(
        parameters.values(PRIOR_MEANS), parameters.values(PRIOR_DEVIATIONS), prior(parameters));
  }

  /** Predictors at the mean response, and the deviations that curvatures of a sample give there. */
  static void start(Regression model, Start<LabelledBlock> start, Units units, Bundle parameters) {
    RegressionSettings settings = model.settings();
    int p = settings.coefficients();
    Prior[] priors = settings.priors().byColumn(settings.columns());
    double[] deviations = new double[p];
    for (int j = 0; j < p; j++) {
      Prior prior =
          settings.isIntercept(j) ? settings.interceptPrior() : priors[settings.column(j)];
      double unit = settings.isIntercept(j) ? 1 : settings.unit(units, settings.column(j));
      deviations[j] = unit / Math.sqrt(prior.precision(0));
    }
    parameters.set(PRIOR_DEVIATIONS, deviations);
    parameters.set(FIRST_DEVIATIONS, deviations);
    parameters.values(Regression.ROWS)[0] = start.weight();
    List<LabelledBlock> sample = start.sample();
    double middle = FirstStep.of(settings, units, sample).middle();
    double[] means = new double[p];
    for (int j = 0; j < p; j++) {
      means[j] = settings.isIntercept(j) ? middle : 0;
    }
    parameters.set(MEANS, means);
    double[] logs = new double[p];
    Arrays.fill(logs, StrictMath.log(NARROW));
    parameters.set(LOGS, logs);
    Contribution sums = new Contribution(model.layout());
    RegressionStep step = new RegressionStep(new RowFits(model.posterior(parameters)).create());
    sample.forEach(block -> step.accumulate(block, sums));
    sums.scale(start.weight() / sums.get(Term.ROWS));
    double[] curvatures = sums.statistics().values(LOGS);
    Arrays.setAll(
        logs,
        j ->
            -0.5
                * StrictMath.log(Math.max(0, curvatures[j]) + 1 / (deviations[j] * deviations[j])));
    parameters.set(LOGS, logs);
  }

  /** Derivatives of the bound, of sums over rows and of the prior. */
  static void slopes(Bundle at, Direction sums, Direction out) {
    out.take(MEANS, sums);
    out.take(LOGS, sums);
    double[] byMean = out.values(MEANS);
    double[] byLog = out.values(LOGS);
    double[] precision = prior(at).diagonal();
    double[] variances = q(at, prior(at)).variances();
    for (int j = 0; j < byMean.length; j++) {
      byMean[j] -= precision[j] * (at.values(MEANS)[j] - at.values(PRIOR_MEANS)[j]);
      byLog[j] = 1 - variances[j] * (byLog[j] + precision[j]);
    }
  }

  /** By Fisher's information of q: 1/s² of a mean, 2 of the log of a deviation. */
  static void steepest(Bundle at, Direction gradient) {
    double[] variances = q(at, prior(at)).variances();
    for (int j = 0; j < variances.length; j++) {
      gradient.values(MEANS)[j] *= variances[j];
      gradient.values(LOGS)[j] *= 0.5;
    }
  }

  /**
   * What all rows have said counts {@code memory} times as much, beside the prior of the first day:
   * P' = (1 − F) P₀ + F Q, in natural parameters. With the weight of the rows to come.
   */
  static Bundle after(Bundle parameters, double rows, double memory) {
    Coefficients q = q(parameters, prior(parameters));
    double[] firstMeans = parameters.values(FIRST_MEANS);
    double[] first = parameters.values(FIRST_DEVIATIONS);
    double[] means = new double[q.p()];
    double[] deviations = new double[q.p()];
    for (int j = 0; j < means.length; j++) {
      double known = (1 - memory) / (first[j] * first[j]);
      double learnt = memory / q.variance(j);
      means[j] = (known * firstMeans[j] + learnt * q.means()[j]) / (known + learnt);
      deviations[j] = 1 / Math.sqrt(known + learnt);
    }
    Bundle next = parameters.copy();
    next.set(PRIOR_MEANS, means);
    next.set(PRIOR_DEVIATIONS, deviations);
    next.values(Regression.ROWS)[0] = memory * parameters.values(Regression.ROWS)[0] + rows;
    return next;
  }
}
