package org.sparksvi.models.factor;

import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.RowGaps;
import org.sparksvi.numeric.Cholesky;

/**
 * The divergence of the rows' q(z) = N(m, C) from the posterior N(m', C') at the means of loadings
 * and noise:
 *
 * <pre>
 *   KL = ½ (tr(C'⁻¹ C) − q + log |C'| − log |C| + (m − m')ᵀ C'⁻¹ (m − m'))
 * </pre>
 */
final class FactorGaps implements LocalStep<DenseBlock> {
  private final FactorSteps fitted;
  private final FactorSteps exact;
  private final RowFits fittedRows;
  private final RowFits exactRows;

  FactorGaps(FactorSteps fitted, FactorSteps exact) {
    this.fitted = fitted;
    this.exact = exact;
    this.fittedRows = fitted.fits();
    this.exactRows = exact.fits();
  }

  @Override
  public void accumulate(DenseBlock block, Contribution into) {
    fitted.check(block);
    int q = fitted.loadings().settings().factors();
    for (MissingPattern pattern : MissingPattern.of(block)) {
      PatternPosterior of = fitted.posterior(pattern);
      PatternPosterior point = exact.posterior(pattern);
      fittedRows.fit(block, pattern, of);
      exactRows.fit(block, pattern, point);
      Between between = fitted.loadings().hasSpread() ? Between.of(of, point, q) : null;
      for (int i = 0; i < pattern.rows().length; i++) {
        double evidence = exactRows.expectedLogLikelihood(i) - exactRows.divergence(i);
        double divergence =
            between == null ? 0 : between.at(fittedRows.means(), exactRows.means(), i * q);
        double weight = block.weights()[pattern.rows()[i]];
        RowGaps.add(into, weight, evidence - divergence, evidence, 0, true);
      }
    }
  }

  /** Between the posteriors of a pattern. */
  private record Between(Cholesky exact, double constant, int q) {

    static Between of(PatternPosterior of, PatternPosterior point, int q) {
      Cholesky exact = Cholesky.of(point.covariance().clone(), q, "the covariance of factors");
      Cholesky own = Cholesky.of(of.covariance().clone(), q, "the covariance of factors");
      double trace = 0;
      double[] column = new double[q];
      for (int j = 0; j < q; j++) {
        for (int i = 0; i < q; i++) {
          column[i] = of.covariance()[i * q + j];
        }
        exact.solve(column, 0);
        trace += column[j];
      }
      double logs = exact.logDeterminant() - own.logDeterminant();
      return new Between(exact, 0.5 * (trace - q + logs), q);
    }

    double at(double[] means, double[] others, int from) {
      double[] apart = new double[q];
      for (int j = 0; j < q; j++) {
        apart[j] = means[from + j] - others[from + j];
      }
      double[] solved = apart.clone();
      exact.solve(solved, 0);
      double square = 0;
      for (int j = 0; j < q; j++) {
        square += apart[j] * solved[j];
      }
      return Math.max(0, constant + 0.5 * square);
    }
  }
}
