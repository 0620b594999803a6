package org.sparksvi.models.regression;

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
  private final double[] site = new double[3];
  private double[] pull = {}; // w (g + a x·m)
  private double[] curvature = {}; // w a

  RegressionStep(RowFit rows) {
    Posterior posterior = rows.posterior();
    this.rows = rows;
    this.likelihood = posterior.likelihood();
    this.sites = likelihood.over(posterior.q().noise());
    this.logScale = StrictMath.log(posterior.units().responseScale());
  }

  @Override
  public void accumulate(LabelledBlock block, Contribution into) {
    rows.fit(block);
    if (pull.length < block.rows()) {
      pull = new double[block.rows()];
      curvature = new double[block.rows()];
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
      sites.expect(y, rows.mean(r), rows.variance(r), site);
      expected += weights[r] * (site[0] - logScale);
      kept += weights[r] * likelihood.kept(y - rows.offset(r), site[0] - logScale);
      if (disperses) {
        likelihood.addDispersion(y, rows.mean(r), rows.variance(r), weights[r], slopes, curvatures);
      }
      pull[r] = weights[r] * (site[1] + site[2] * rows.product(r));
      curvature[r] = weights[r] * site[2];
    }
    rows.design().addProduct(pull, into.statistics().values(Regression.NATURAL));
    rows.design().addGram(curvature, into.statistics().values(Regression.PRECISION));
    double[] sums = into.statistics().values(Regression.ROWS);
    sums[0] += block.weight();
    sums[1] += kept;
    into.add(Term.ROWS, block.weight());
    into.add(Term.UNITS, block.units());
    into.add(Term.EXPECTED_LOG_LIKELIHOOD, expected);
  }
}
