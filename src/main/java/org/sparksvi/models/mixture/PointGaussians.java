package org.sparksvi.models.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.numeric.NotPositiveDefiniteException;
import org.sparksvi.numeric.SymmetricEigen;

/**
 * Means and covariances by maximum likelihood or maximum a posteriori: the M-step as a read-out.
 *
 * <pre>
 *   μ_k = sums_k / N_k
 *   Σ_k = (squares_k − N_k μ_k μ_kᵀ + rows · variance · I) / (N_k + rows),   eigenvalues ≥ floor
 *   log prior = −½ rows Σ_k (log |Σ_k| + variance · tr Σ_k⁻¹)
 * </pre>
 *
 * <p>Cutting eigenvalues off at the floor is the maximum under that constraint, so the bound never
 * falls.
 *
 * @param floor least eigenvalue
 * @param rows strength of the prior
 * @param variance of the prior
 */
record PointGaussians(double floor, double rows, double variance) implements Gaussians {
  /** Least variance, in squared scales of the columns: what collapsed components keep. */
  static final double FLOOR = 1e-6;

  private static final double LOG_2_PI = 1.8378770664093453;

  PointGaussians {
    Mixing.requirePositive("the least variance", floor);
    Mixing.requirePositive("the variance of the covariances' prior", variance);
    if (!(rows >= 0 && rows < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the rows of the covariances' prior must be finite and not negative, but were " + rows);
    }
  }

  @Override
  public GaussianTable expected(GaussianStatistics s) {
    int columns = s.columns();
    boolean diagonal = isDiagonal(s);
    GaussianTable table =
        new GaussianTable(s.components(), columns, diagonal, GaussianTable.Tail.GAUSSIAN);
    double[] means = means(s);
    Cholesky shared = s.covariance() == Covariance.TIED ? factor(s, 0, means) : null;
    for (int k = 0; k < s.components(); k++) {
      double constant = -0.5 * columns * LOG_2_PI;
      if (diagonal) {
        double[] scale = variances(s, k, means);
        for (int d = 0; d < columns; d++) {
          constant -= 0.5 * StrictMath.log(scale[d]);
          scale[d] = 1 / Math.sqrt(scale[d]);
        }
        table.set(k, constant, 0, scale, means, k * columns);
      } else {
        Cholesky factor = shared != null ? shared : factor(s, k, means);
        constant -= 0.5 * factor.logDeterminant();
        table.set(k, constant, 0, 1, factor.inverseFactor(), means, k * columns);
      }
    }
    return table;
  }

  @Override
  public GaussianTable predictive(GaussianStatistics s) {
    return expected(s);
  }

  @Override
  public List<Integer> held(GaussianStatistics s) {
    double[] means = means(s);
    return IntStream.range(0, s.covariance().matrices(s.components()))
        .filter(m -> least(s, m, means) < floor)
        .boxed()
        .toList();
  }

  /** The least eigenvalue of a covariance before the floor; of some, only that it is no smaller. */
  private double least(GaussianStatistics s, int m, double[] means) {
    if (isDiagonal(s)) {
      return Arrays.stream(unbounded(s, m, means)).min().orElseThrow();
    }
    int columns = s.columns();
    double[] matrix = covariance(s, m, means);
    Optional<Cholesky> plain = unlifted(matrix, columns, m);
    return plain.isPresent()
        ? floor
        : SymmetricEigen.of(matrix, columns, what(m)).values()[columns - 1];
  }

  /** Without a prior, which would rather have an empty component than another one as narrow. */
  @Override
  public boolean revivesEmpty() {
    return rows == 0;
  }

  @Override
  public double globalElbo(GaussianStatistics s) {
    if (rows == 0) {
      return 0;
    }
    double[] means = means(s);
    double logPrior = 0;
    for (int m = 0; m < s.covariance().matrices(s.components()); m++) {
      if (isDiagonal(s)) {
        for (double v : variances(s, m, means)) {
          logPrior -= 0.5 * rows * (StrictMath.log(v) + variance / v);
        }
      } else {
        Cholesky factor = factor(s, m, means);
        logPrior -= 0.5 * rows * (factor.logDeterminant() + variance * squaredNorm(factor));
      }
    }
    return logPrior;
  }

  /** tr A⁻¹. */
  private static double squaredNorm(Cholesky factor) {
    double sum = 0;
    for (double value : factor.inverseFactor()) {
      sum += value * value;
    }
    return sum;
  }

  @Override
  public double[] means(GaussianStatistics s) {
    double[] means = s.sums().clone();
    for (int i = 0; i < means.length; i++) {
      double count = s.counts()[i / s.columns()];
      means[i] = count > 0 ? means[i] / count : 0;
    }
    return means;
  }

  @Override
  public double[] covariances(GaussianStatistics s) {
    int columns = s.columns();
    int size = columns * columns;
    double[] all = new double[s.components() * size];
    double[] means = means(s);
    for (int k = 0; k < s.components(); k++) {
      if (isDiagonal(s)) {
        double[] variances = variances(s, k, means);
        for (int d = 0; d < columns; d++) {
          all[k * size + d * columns + d] = variances[d];
        }
      } else {
        int matrix = s.covariance() == Covariance.TIED ? 0 : k;
        double[] l = factor(s, matrix, means).factor();
        for (int i = 0; i < columns; i++) {
          for (int j = 0; j < columns; j++) {
            for (int m = 0; m <= Math.min(i, j); m++) {
              all[k * size + i * columns + j] += l[i * columns + m] * l[j * columns + m];
            }
          }
        }
      }
    }
    return all;
  }

  static boolean isDiagonal(GaussianStatistics s) {
    return s.covariance() == Covariance.DIAGONAL || s.covariance() == Covariance.SPHERICAL;
  }

  private double[] variances(GaussianStatistics s, int k, double[] means) {
    double[] variances = unbounded(s, k, means);
    Arrays.setAll(variances, d -> Math.max(floor, variances[d]));
    return variances;
  }

  private double[] unbounded(GaussianStatistics s, int k, double[] means) {
    int columns = s.columns();
    double count = s.counts()[k];
    double[] variances = s.diagonal(k);
    if (s.covariance() == Covariance.SPHERICAL) {
      double norm = 0;
      for (int d = 0; d < columns; d++) {
        norm += means[k * columns + d] * means[k * columns + d];
      }
      Arrays.fill(variances, s.squares()[k] - count * norm);
      for (int d = 0; d < columns; d++) {
        variances[d] /= columns;
      }
    } else {
      for (int d = 0; d < columns; d++) {
        double mean = means[k * columns + d];
        variances[d] -= count * mean * mean;
      }
    }
    for (int d = 0; d < columns; d++) {
      variances[d] = count + rows > 0 ? (variances[d] + rows * variance) / (count + rows) : 1;
    }
    return variances;
  }

  /** The Cholesky factor of a covariance, with its eigenvalues at the floor or above. */
  private Cholesky factor(GaussianStatistics s, int m, double[] means) {
    int columns = s.columns();
    double[] matrix = covariance(s, m, means);
    return unlifted(matrix, columns, m)
        .orElseGet(() -> Cholesky.of(lift(matrix, columns, what(m)), columns, what(m)));
  }

  private static String what(int m) {
    return "the covariance of component " + m;
  }

  /** Of a matrix that is certain to need no floor. */
  private Optional<Cholesky> unlifted(double[] matrix, int columns, int m) {
    try {
      Cholesky plain = Cholesky.of(matrix, columns, what(m));
      boolean above = 1 / squaredNorm(plain) >= floor; // the least eigenvalue is no smaller
      return above ? Optional.of(plain) : Optional.empty();
    } catch (NotPositiveDefiniteException e) {
      return Optional.empty(); // the floor makes it so
    }
  }

  /** A covariance before the floor, columns × columns. */
  private double[] covariance(GaussianStatistics s, int m, double[] means) {
    int columns = s.columns();
    double[] matrix = s.matrix(m);
    double count = 0;
    if (s.covariance() == Covariance.TIED) {
      for (int k = 0; k < s.components(); k++) {
        GaussianStatistics.subtractOuter(matrix, s.counts()[k], means, k * columns, columns);
      }
      count = s.total();
    } else {
      GaussianStatistics.subtractOuter(matrix, s.counts()[m], means, m * columns, columns);
      count = s.counts()[m];
    }
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        double prior = i == j ? rows * variance : 0;
        double empty = i == j ? 1 : 0;
        int at = i * columns + j;
        matrix[at] = count + rows > 0 ? (matrix[at] + prior) / (count + rows) : empty;
      }
    }
    return matrix;
  }

  private double[] lift(double[] matrix, int n, String what) {
    SymmetricEigen eigen = SymmetricEigen.of(matrix, n, what);
    double[] lifted = new double[n * n];
    for (int e = 0; e < n; e++) {
      double value = Math.max(floor, eigen.values()[e]);
      GaussianStatistics.subtractOuter(lifted, -value, eigen.vectors(), e * n, n);
    }
    return lifted;
  }
}
