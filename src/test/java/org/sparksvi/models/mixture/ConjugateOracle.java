package org.sparksvi.models.mixture;

import org.sparksvi.laws.Oracle;

/**
 * Normal-Wishart distributions over two columns, by the formulas of Bishop (2006) with 2 x 2
 * matrices written out.
 *
 * @param b rows of the mean
 * @param m mean
 * @param nu degrees of freedom
 * @param v W⁻¹ as (1,1), (1,2), (2,2)
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ConjugateOracle(double b, double[] m, double nu, double[] v) {
  private static final double LOG_PI = Math.log(Math.PI);

  static ConjugateOracle prior(GaussianPrior prior) {
    double nu = 1 + prior.rows();
    double v = nu * prior.variance();
    return new ConjugateOracle(prior.meanRows(), new double[2], nu, new double[] {v, 0, v});
  }

  /** After some rows, one by one, with weights. */
  ConjugateOracle after(double[][] rows, double[] weights) {
    ConjugateOracle now = this;
    for (int r = 0; r < rows.length; r++) {
      now = now.after(rows[r], weights[r]);
    }
    return now;
  }

  /** The rank-one update of equations 10.60 to 10.63. */
  private ConjugateOracle after(double[] x, double w) {
    double next = b + w;
    double[] mean = {(b * m[0] + w * x[0]) / next, (b * m[1] + w * x[1]) / next};
    double c = w * b / next;
    double dx = x[0] - m[0];
    double dy = x[1] - m[1];
    double[] scatter = {v[0] + c * dx * dx, v[1] + c * dx * dy, v[2] + c * dy * dy};
    return new ConjugateOracle(next, mean, nu + w, scatter);
  }

  private double determinant() {
    return v[0] * v[2] - v[1] * v[1];
  }

  /** log of the normaliser: ∫ of the unnormalised density. */
  private double logNormaliser() {
    double logGamma2 = 0.5 * LOG_PI + Oracle.logGamma(0.5 * nu) + Oracle.logGamma(0.5 * (nu - 1));
    return logGamma2
        + nu * Math.log(2)
        - 0.5 * nu * Math.log(determinant())
        - Math.log(b)
        + Math.log(2 * Math.PI);
  }

  /** log p(rows), by the ratio of normalisers. */
  double logEvidence(double[][] rows) {
    double[] ones = new double[rows.length];
    java.util.Arrays.fill(ones, 1);
    return after(rows, ones).logNormaliser()
        - logNormaliser()
        - rows.length * Math.log(2 * Math.PI);
  }

  private double meanLogDeterminant() {
    return Oracle.digamma(0.5 * nu)
        + Oracle.digamma(0.5 * (nu - 1))
        + 2 * Math.log(2)
        - Math.log(determinant());
  }

  /** KL(this || other). */
  double kl(ConjugateOracle other) {
    double det = determinant();
    double[] w = {v[2] / det, -v[1] / det, v[0] / det}; // W
    double dx = m[0] - other.m[0];
    double dy = m[1] - other.m[1];
    double quadratic = w[0] * dx * dx + 2 * w[1] * dx * dy + w[2] * dy * dy;
    double trace = w[0] * other.v[0] + 2 * w[1] * other.v[1] + w[2] * other.v[2];
    double mean =
        0.5 * (2 * Math.log(b / other.b) - 2 + 2 * other.b / b + other.b * nu * quadratic);
    double logBs = -(logNormaliser() + Math.log(b)) + (other.logNormaliser() + Math.log(other.b));
    double precision = logBs + 0.5 * (nu - other.nu) * meanLogDeterminant() - nu + 0.5 * nu * trace;
    return mean + precision;
  }

  /** E[log N(x; μ, Λ⁻¹)] without − log 2π; equations 10.64 and 10.65. */
  double expectedLogDensity(double[] x) {
    double dx = x[0] - m[0];
    double dy = x[1] - m[1];
    double quadratic = (v[2] * dx * dx - 2 * v[1] * dx * dy + v[0] * dy * dy) / determinant();
    return 0.5 * meanLogDeterminant() - 0.5 * (2 / b + nu * quadratic);
  }

  /** r_nk of Bishop's equations 10.46 to 10.49, rows × components. */
  static double[][] responsibilities(double[][] x, ConjugateOracle[] q, double[] alpha) {
    double total = java.util.Arrays.stream(alpha).sum();
    double[][] r = new double[x.length][q.length];
    for (int n = 0; n < x.length; n++) {
      double norm = 0;
      for (int k = 0; k < q.length; k++) {
        double logWeight = Oracle.digamma(alpha[k]) - Oracle.digamma(total);
        r[n][k] = Math.exp(logWeight + q[k].expectedLogDensity(x[n]));
        norm += r[n][k];
      }
      for (int k = 0; k < q.length; k++) {
        r[n][k] /= norm;
      }
    }
    return r;
  }
}
