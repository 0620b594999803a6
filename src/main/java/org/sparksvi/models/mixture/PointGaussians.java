package org.sparksvi.models.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
    FlooredCovariance shared = s.covariance() == Covariance.TIED ? floored(s, 0, means) : null;
    EachComponent.of(
        s.components(),
        s.operations(),
        k -> {
          double constant = -0.5 * columns * LOG_2_PI;
          if (diagonal) {
            double[] scale = variances(s, k, means);
            for (int d = 0; d < columns; d++) {
              constant -= 0.5 * StrictMath.log(scale[d]);
              scale[d] = 1 / Math.sqrt(scale[d]);
            }
            table.set(k, constant, 0, scale, means, k * columns);
          } else {
            FlooredCovariance own = shared != null ? shared : floored(s, k, means);
            constant -= 0.5 * own.factor().logDeterminant();
            table.set(k, constant, 0, 1, own.inverse(), means, k * columns);
          }
        });
    return table;
  }

  @Override
  public GaussianTable predictive(GaussianStatistics s) {
    return expected(s);
  }

  @Override
  public List<Integer> held(GaussianStatistics s) {
    double[] means = means(s);
    int matrices = s.covariance().matrices(s.components());
    boolean[] held = new boolean[matrices];
    EachComponent.of(matrices, s.operations(), m -> held[m] = isHeld(s, m, means));
    return IntStream.range(0, matrices).filter(m -> held[m]).boxed().toList();
  }

  private boolean isHeld(GaussianStatistics s, int m, double[] means) {
    if (isDiagonal(s)) {
      return Arrays.stream(unbounded(s, m, means)).min().orElseThrow() < floor;
    }
    return FlooredCovariance.isHeld(covariance(s, m, means), s.columns(), floor, what(m));
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
    double[] parts = new double[s.covariance().matrices(s.components()) * s.columns()];
    EachComponent.of(
        s.covariance().matrices(s.components()), s.operations(), m -> logPrior(s, m, means, parts));
    double logPrior = 0;
    for (double part : parts) {
      logPrior -= part;
    }
    return logPrior;
  }

  /** Of one matrix, by columns where it is diagonal; negative, into its place. */
  private void logPrior(GaussianStatistics s, int m, double[] means, double[] out) {
    if (isDiagonal(s)) {
      double[] variances = variances(s, m, means);
      for (int d = 0; d < variances.length; d++) {
        double v = variances[d];
        out[m * s.columns() + d] = 0.5 * rows * (StrictMath.log(v) + variance / v);
      }
    } else {
      FlooredCovariance own = floored(s, m, means);
      out[m * s.columns()] =
          0.5 * rows * (own.factor().logDeterminant() + variance * own.inverseTrace());
    }
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
        double[] l = floored(s, matrix, means).factor().factor();
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

  private FlooredCovariance floored(GaussianStatistics s, int m, double[] means) {
    return FlooredCovariance.of(covariance(s, m, means), s.columns(), floor, what(m));
  }

  private static String what(int m) {
    return "the covariance of component " + m;
  }

  /** A covariance before the floor, columns × columns, upper triangle. */
  private double[] covariance(GaussianStatistics s, int m, double[] means) {
    int columns = s.columns();
    double[] matrix = s.upper(m);
    double count = 0;
    if (s.covariance() == Covariance.TIED) {
      for (int k = 0; k < s.components(); k++) {
        GaussianStatistics.subtractFromUpper(matrix, s.counts()[k], means, k * columns, columns);
      }
      count = s.total();
    } else {
      GaussianStatistics.subtractFromUpper(matrix, s.counts()[m], means, m * columns, columns);
      count = s.counts()[m];
    }
    boolean empty = count + rows <= 0;
    for (int i = 0; i < columns; i++) {
      int row = i * columns;
      matrix[row + i] += rows * variance;
      for (int j = i; j < columns; j++) {
        matrix[row + j] = empty ? 0 : matrix[row + j] / (count + rows);
      }
      matrix[row + i] = empty ? 1 : matrix[row + i];
    }
    return matrix;
  }
}
