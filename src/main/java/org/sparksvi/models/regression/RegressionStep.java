package org.sparksvi.models.regression;

import org.sparksvi.bundle.Direction;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/** Adds the sites of rows at a posterior. Serves one task; its arrays are scratch. */
final class RegressionStep implements LocalStep<LabelledBlock> {
  private final RowFit rows;
  private final Likelihood likelihood;
  private final Sites sites;
  private final double logScale;
  private final int predictors;
  private final double[] means;
  private final double[] covariance; // of the predictors, lower triangle by rows
  private final double[] site; // value, slopes, curvatures
  private double[] pull = {}; // w (g + A x·m); predictors × rows
  private double[] curvature = {}; // w A; pairs × rows

  RegressionStep(RowFit rows) {
    Posterior posterior = rows.posterior();
    this.rows = rows;
    this.likelihood = posterior.likelihood();
    this.sites = likelihood.over(posterior.q().noise());
    this.predictors = likelihood.predictors();
    int pairs = predictors * (predictors + 1) / 2;
    this.means = new double[predictors];
    this.covariance = new double[pairs];
    this.site = new double[1 + predictors + pairs];
    this.logScale = StrictMath.log(posterior.units().responseScale());
  }

  @Override
  public void accumulate(LabelledBlock block, Contribution into) {
    rows.fit(block);
    if (curvature.length < covariance.length * block.rows()) {
      pull = new double[predictors * block.rows()];
      curvature = new double[covariance.length * block.rows()];
    }
    boolean disperses = !likelihood.dispersions().isEmpty();
    double[] slopes = disperses ? into.statistics().values(Regression.DISPERSION) : null;
    double[] curvatures =
        disperses ? into.statistics().values(Regression.DISPERSION_PRECISION) : null;
    double[] weights = block.sides().weights();
    double expected = 0;
    double kept = 0;
    for (int r = 0; r < block.rows(); r++) {
      double y = rows.response(r);
      rows.read(r, means, covariance);
      sites.expectAll(y, means, covariance, site);
      expected += weights[r] * (site[0] - logScale);
      kept += weights[r] * likelihood.kept(y - rows.offset(r), site[0] - logScale);
      if (disperses) {
        likelihood.addDispersion(y, means[0], covariance[0], weights[r], slopes, curvatures);
      }
      keep(r, block.rows(), weights[r]);
    }
    if (rows.posterior().settings().diagonal()) {
      addDerivatives(block.rows(), into.statistics());
    } else {
      addSums(block, kept, into.statistics());
    }
    into.add(Term.ROWS, block.weight());
    into.add(Term.UNITS, block.units());
    into.add(Term.EXPECTED_LOG_LIKELIHOOD, expected);
  }

  private void addSums(LabelledBlock block, double kept, Direction into) {
    int width = rows.posterior().settings().width();
    for (int c = 0; c < predictors; c++) {
      rows.design().addProduct(pull, c * block.rows(), into.values(Regression.NATURAL), c * width);
      for (int d = 0; d <= c; d++) {
        int from = Design.packed(c, d) * block.rows();
        double[] precision = into.values(Regression.PRECISION);
        rows.design().addGram(curvature, from, c, d, precision);
      }
    }
    double[] sums = into.values(Regression.ROWS);
    sums[0] += block.weight();
    sums[1] += kept;
  }

  /** Σ w g x and Σ w a x². */
  private void addDerivatives(int count, Direction into) {
    int width = rows.posterior().settings().width();
    for (int c = 0; c < predictors; c++) {
      rows.design().addProduct(pull, c * count, into.values(Independent.MEANS), c * width);
      int own = Design.packed(c, c) * count;
      rows.design().addSquares(curvature, own, into.values(Independent.LOGS), c * width);
    }
  }

  /** The row's share of both sums: w A, and w (g + A x·m), of independent coefficients w g. */
  private void keep(int row, int count, double weight) {
    int along = rows.posterior().settings().diagonal() ? 0 : predictors;
    for (int c = 0; c < predictors; c++) {
      double sum = site[1 + c];
      for (int d = 0; d < along; d++) {
        int pair = Design.packed(Math.max(c, d), Math.min(c, d));
        sum += site[1 + predictors + pair] * rows.product(d, row);
      }
      pull[c * count + row] = weight * sum;
    }
    for (int k = 0; k < covariance.length; k++) {
      curvature[k * count + row] = weight * site[1 + predictors + k];
    }
  }
}
