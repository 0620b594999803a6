package org.sparksvi.models.factor;

import org.sparksvi.data.DenseBlock;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Panel;

/**
 * Posterior means of the latent vectors of rows of one pattern, as products of matrices.
 *
 * <p>One instance serves one thread. Its arrays are scratch, overwritten for every pattern.
 */
final class RowFits {
  private final Loadings loadings;
  private final Blas blas;
  private double[] values = {}; // y, rows × observed
  private double[] errors = {}; // y − μ, then y − μ − W E z, rows × observed
  private double[] pulls = {}; // Σ τ w (y − μ), rows × q
  private double[] means = {}; // E z, rows × q

  private double[] precisions = {}; // E τ, observed
  private double[] quadratics = {}; // Σ τ (y − μ − W E z)², rows

  private MissingPattern pattern;
  private PatternPosterior posterior;

  RowFits(Loadings loadings, Blas blas) {
    this.loadings = loadings;
    this.blas = blas;
  }

  /** Fits the rows of a pattern. */
  void fit(DenseBlock block, MissingPattern rows, PatternPosterior of) {
    pattern = rows;
    posterior = of;
    int n = rows.rows().length;
    int m = rows.columns().length;
    int q = loadings.settings().factors();
    values = room(values, n * m);
    errors = room(errors, n * m);
    pulls = room(pulls, n * q);
    means = room(means, n * q);
    quadratics = room(quadratics, n);
    gather(block);
    if (m == 0) {
      java.util.Arrays.fill(quadratics, 0, n, 0);
      java.util.Arrays.fill(means, 0, n * q, 0);
      return;
    }
    Panel error = Panel.of(errors, n, m);
    Panel mean = Panel.of(means, n, q);
    blas.multiply(1, error, Panel.of(of.scaled(), m, q), 0, Panel.of(pulls, n, q));
    subtractCovariance(n, q);
    blas.multiply(1, Panel.of(pulls, n, q), Panel.of(of.covariance(), q, q), 0, mean);
    blas.multiply(-1, mean, Panel.of(of.weights(), m, q).transpose(), 1, error);
    square(n, m);
  }

  /** Four rows at a time, so that none waits for the sum of another. */
  private void square(int n, int m) {
    precisions = room(precisions, m);
    for (int o = 0; o < m; o++) {
      precisions[o] = loadings.precisions()[pattern.columns()[o]];
    }
    int i = 0;
    for (; i + 3 < n; i += 4) {
      squareFour(i, m);
    }
    for (; i < n; i++) {
      double quadratic = 0;
      for (int o = 0; o < m; o++) {
        double error = errors[i * m + o];
        quadratic += precisions[o] * error * error;
      }
      quadratics[i] = quadratic;
    }
  }

  private void squareFour(int row, int m) {
    int first = row * m;
    int second = first + m;
    int third = second + m;
    int fourth = third + m;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int o = 0; o < m; o++) {
      double precision = precisions[o];
      double u = errors[first + o];
      double v = errors[second + o];
      double w = errors[third + o];
      double x = errors[fourth + o];
      a += precision * u * u;
      b += precision * v * v;
      c += precision * w * w;
      d += precision * x * x;
    }
    quadratics[row] = a;
    quadratics[row + 1] = b;
    quadratics[row + 2] = c;
    quadratics[row + 3] = d;
  }

  private static double[] room(double[] array, int size) {
    return array.length >= size ? array : new double[size];
  }

  private void gather(DenseBlock block) {
    int[] columns = pattern.columns();
    double[] x = block.values();
    double[] centre = loadings.centre();
    double[] offsets = loadings.offsets();
    double scale = loadings.scale();
    boolean complete = pattern.complete(block.columns());
    int at = 0;
    for (int row : pattern.rows()) {
      int from = row * block.columns();
      for (int o = 0; o < columns.length; o++) {
        int d = complete ? o : columns[o];
        double y = (x[from + d] - centre[d]) / scale;
        values[at + o] = y;
        errors[at + o] = y - offsets[d];
      }
      at += columns.length;
    }
  }

  private void subtractCovariance(int n, int q) {
    if (posterior.spread().length == 0) {
      return;
    }
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < q; i++) {
        pulls[r * q + i] -= posterior.spread()[i * (q + 1) + q];
      }
    }
  }

  /** y, rows × observed columns, row-major. */
  double[] values() {
    return values;
  }

  /** E z, rows × q, row-major. */
  double[] means() {
    return means;
  }

  /** E_q[log p(x | z)] of the i-th row of the pattern. */
  double expectedLogLikelihood(int i) {
    return posterior.expectedLogLikelihood(quadratics[i] + spreadAtMean(i));
  }

  /** E z̃ᵀ (Σ τ Cov (w, μ)) E z̃. */
  private double spreadAtMean(int i) {
    double[] spread = posterior.spread();
    if (spread.length == 0) {
      return 0;
    }
    int q = loadings.settings().factors();
    double sum = 0;
    for (int a = 0; a <= q; a++) {
      double left = a < q ? means[i * q + a] : 1;
      for (int b = 0; b <= q; b++) {
        sum += left * spread[a * (q + 1) + b] * (b < q ? means[i * q + b] : 1);
      }
    }
    return sum;
  }

  /** KL(q(z) || p(z)) of the i-th row of the pattern. */
  double divergence(int i) {
    int q = loadings.settings().factors();
    double square = 0;
    for (int a = 0; a < q; a++) {
      square += means[i * q + a] * means[i * q + a];
    }
    return posterior.divergence(square);
  }
}
