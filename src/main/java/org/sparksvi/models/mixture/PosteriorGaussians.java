package org.sparksvi.models.mixture;

import static org.sparksvi.numeric.SpecialFunctions.digamma;
import static org.sparksvi.numeric.SpecialFunctions.logGamma;

import java.util.List;
import org.sparksvi.family.Gamma;
import org.sparksvi.family.Wishart;
import org.sparksvi.numeric.Cholesky;

/**
 * Posteriors of means and precisions, whose natural parameters are the prior's plus the sums.
 *
 * <pre>
 *   b = b₀ + N_k,   m = sums / b,   ν = ν₀ + N_k,   W⁻¹ = W₀⁻¹ + squares − b m mᵀ
 *   diagonal:   a = a₀ + N_k / 2,    β_d = β₀ + ½ (squares_d − b m_d²)
 *   spherical:  a = a₀ + N_k D / 2,  β = β₀ + ½ (squares − b |m|²)
 *   tied:       ν = ν₀ + N,          W⁻¹ = W₀⁻¹ + squares − Σ_k b_k m_k m_kᵀ
 * </pre>
 *
 * <p>Bishop (2006), section 10.2, in additive form.
 *
 * @param prior of every component
 */
record PosteriorGaussians(GaussianPrior prior) implements Gaussians {
  private static final double LOG_2_PI = 1.8378770664093453;
  private static final double LOG_PI = 1.1447298858494002;

  private double b(GaussianStatistics s, int k) {
    return prior.meanRows() + s.counts()[k];
  }

  private double nu(GaussianStatistics s, int k) {
    double count = s.covariance() == Covariance.TIED ? s.total() : s.counts()[k];
    return prior.degrees(s.columns()) + count;
  }

  /** a. */
  private double shape(GaussianStatistics s, int k) {
    int values = s.covariance() == Covariance.SPHERICAL ? s.columns() : 1;
    return 0.5 * prior.rows() + 0.5 * values * s.counts()[k];
  }

  /** β_d. */
  private double[] rates(GaussianStatistics s, int k, double[] means) {
    int columns = s.columns();
    double b = b(s, k);
    double[] rates = s.diagonal(k);
    double sum = 0;
    for (int d = 0; d < columns; d++) {
      double m = means[k * columns + d];
      rates[d] = 0.5 * (rates[d] - b * m * m);
      sum += rates[d];
    }
    double prior0 = 0.5 * prior.rows() * prior.variance();
    for (int d = 0; d < columns; d++) {
      rates[d] = prior0 + (s.covariance() == Covariance.SPHERICAL ? sum : rates[d]);
    }
    return rates;
  }

  /** C, W⁻¹ = C Cᵀ. */
  private Cholesky scatter(GaussianStatistics s, int k, double[] means) {
    int columns = s.columns();
    double[] matrix = s.upper(k);
    addPrior(s, matrix);
    boolean tied = s.covariance() == Covariance.TIED;
    for (int c = tied ? 0 : k; c < (tied ? s.components() : k + 1); c++) {
      GaussianStatistics.subtractFromUpper(matrix, b(s, c), means, c * columns, columns);
    }
    return Cholesky.ofUpper(matrix, columns, "the scatter of component " + k);
  }

  /** Adds W₀⁻¹ to an upper triangle. */
  private void addPrior(GaussianStatistics s, double[] matrix) {
    int columns = s.columns();
    double factor = prior.degrees(columns) * prior.variance();
    double[] correlations = s.correlations();
    int at = 0;
    for (int i = 0; i < columns; i++) {
      int row = i * columns;
      if (correlations.length == 0) {
        matrix[row + i] += factor;
        continue;
      }
      for (int j = i; j < columns; j++) {
        matrix[row + j] += factor * correlations[at++];
      }
    }
  }

  private Cholesky scatter(GaussianStatistics s, int k, double[] means, Cholesky shared) {
    return shared != null ? shared : scatter(s, k, means);
  }

  private Cholesky shared(GaussianStatistics s, double[] means) {
    return s.covariance() == Covariance.TIED ? scatter(s, 0, means) : null;
  }

  @Override
  public double[] means(GaussianStatistics s) {
    double[] means = s.sums().clone();
    for (int i = 0; i < means.length; i++) {
      means[i] /= b(s, i / s.columns());
    }
    return means;
  }

  @Override
  public GaussianTable expected(GaussianStatistics s) {
    int columns = s.columns();
    boolean diagonal = PointGaussians.isDiagonal(s);
    GaussianTable table =
        new GaussianTable(s.components(), columns, diagonal, GaussianTable.Tail.GAUSSIAN);
    double[] means = means(s);
    Cholesky shared = shared(s, means);
    EachComponent.of(
        s.components(),
        s.operations(),
        k -> {
          double constant = -0.5 * columns * (LOG_2_PI + 1 / b(s, k));
          if (diagonal) {
            double a = shape(s, k);
            double[] scale = rates(s, k, means);
            for (int d = 0; d < columns; d++) {
              constant += 0.5 * (digamma(a) - StrictMath.log(scale[d]));
              scale[d] = Math.sqrt(a / scale[d]);
            }
            table.set(k, constant, 0, scale, means, k * columns);
          } else {
            Cholesky c = scatter(s, k, means, shared);
            double nu = nu(s, k);
            constant += 0.5 * Wishart.meanLogDeterminant(columns, nu, c.logDeterminant());
            table.set(k, constant, 0, Math.sqrt(nu), c.inverseFactor(), means, k * columns);
          }
        });
    return table;
  }

  @Override
  public GaussianTable predictive(GaussianStatistics s) {
    int columns = s.columns();
    boolean diagonal = PointGaussians.isDiagonal(s);
    GaussianTable.Tail tail =
        s.covariance() == Covariance.DIAGONAL
            ? GaussianTable.Tail.STUDENT_BY_COLUMN
            : GaussianTable.Tail.STUDENT;
    GaussianTable table = new GaussianTable(s.components(), columns, diagonal, tail);
    double[] means = means(s);
    Cholesky shared = shared(s, means);
    EachComponent.of(
        s.components(),
        s.operations(),
        k -> {
          double share = b(s, k) / (1 + b(s, k));
          double constant = 0.5 * columns * (StrictMath.log(share) - LOG_PI);
          if (diagonal) {
            double a = shape(s, k);
            int together = s.covariance() == Covariance.SPHERICAL ? columns : 1;
            double exponent = a + 0.5 * together;
            constant += columns * (logGamma(exponent) - logGamma(a)) / together;
            double[] scale = rates(s, k, means);
            for (int d = 0; d < columns; d++) {
              constant -= 0.5 * StrictMath.log(2 * scale[d]);
              scale[d] = Math.sqrt(share / (2 * scale[d]));
            }
            table.set(k, constant, exponent, scale, means, k * columns);
          } else {
            Cholesky c = scatter(s, k, means, shared);
            double nu = nu(s, k);
            double exponent = 0.5 * (nu + 1);
            constant +=
                logGamma(exponent) - logGamma(0.5 * (nu + 1 - columns)) - 0.5 * c.logDeterminant();
            table.set(
                k, constant, exponent, Math.sqrt(share), c.inverseFactor(), means, k * columns);
          }
        });
    return table;
  }

  @Override
  public List<Integer> held(GaussianStatistics s) {
    return List.of();
  }

  @Override
  public boolean usesCorrelations() {
    return prior.shape() == GaussianPrior.Shape.DATA;
  }

  @Override
  public boolean revivesEmpty() {
    return false;
  }

  @Override
  public double globalElbo(GaussianStatistics s) {
    int columns = s.columns();
    double[] means = means(s);
    double kl = 0;
    Cholesky shared = shared(s, means);
    double logDeterminant = PointGaussians.isDiagonal(s) ? 0 : priorLogDeterminant(s);
    if (shared != null) {
      kl += precisionKl(s, 0, shared, logDeterminant);
    }
    double[] parts = new double[s.components() * (columns + 1)];
    EachComponent.of(
        s.components(),
        s.operations(),
        k -> {
          int at = k * (columns + 1);
          double distance = 0;
          if (PointGaussians.isDiagonal(s)) {
            double a = shape(s, k);
            double[] rates = rates(s, k, means);
            for (int d = 0; d < columns; d++) {
              double m = means[k * columns + d];
              distance += m * m * a / rates[d];
            }
            int free = s.covariance() == Covariance.SPHERICAL ? 1 : columns;
            double prior0 = 0.5 * prior.rows();
            for (int d = 0; d < free; d++) {
              parts[at + d] = Gamma.kl(a, rates[d], prior0, prior0 * prior.variance());
            }
          } else {
            Cholesky c = scatter(s, k, means, shared);
            parts[at] = shared != null ? 0 : precisionKl(s, k, c, logDeterminant);
            double[] m = java.util.Arrays.copyOfRange(means, k * columns, (k + 1) * columns);
            distance = nu(s, k) * c.inverseQuadratic(m);
          }
          parts[at + columns] = Wishart.klOfMean(columns, b(s, k), prior.meanRows(), distance);
        });
    for (double part : parts) {
      kl += part;
    }
    return -kl;
  }

  /** Of W₀⁻¹. */
  private double priorLogDeterminant(GaussianStatistics s) {
    int columns = s.columns();
    double factor = prior.degrees(columns) * prior.variance(); // W₀⁻¹ over the correlations
    return columns * StrictMath.log(factor)
        + Cholesky.of(s.correlationMatrix(), columns, "the prior's correlations").logDeterminant();
  }

  private double precisionKl(GaussianStatistics s, int k, Cholesky c, double priorLogDeterminant) {
    int columns = s.columns();
    double nu0 = prior.degrees(columns);
    double factor = nu0 * prior.variance(); // W₀⁻¹ over the correlations
    double[] expected = s.correlationMatrix();
    double[] precision = c.inverse();
    double trace = 0;
    for (int i = 0; i < precision.length; i++) {
      trace += factor * expected[i] * precision[i];
    }
    return Wishart.kl(columns, nu(s, k), c.logDeterminant(), nu0, priorLogDeterminant, trace);
  }

  /** E[Λ]⁻¹. */
  @Override
  public double[] covariances(GaussianStatistics s) {
    int columns = s.columns();
    int size = columns * columns;
    double[] all = new double[s.components() * size];
    double[] means = means(s);
    Cholesky shared = shared(s, means);
    for (int k = 0; k < s.components(); k++) {
      if (PointGaussians.isDiagonal(s)) {
        double[] rates = rates(s, k, means);
        for (int d = 0; d < columns; d++) {
          all[k * size + d * columns + d] = rates[d] / shape(s, k);
        }
      } else {
        double[] l = scatter(s, k, means, shared).factor();
        for (int i = 0; i < size; i++) {
          double sum = 0;
          for (int m = 0; m <= Math.min(i / columns, i % columns); m++) {
            sum += l[i / columns * columns + m] * l[i % columns * columns + m];
          }
          all[k * size + i] = sum / nu(s, k);
        }
      }
    }
    return all;
  }
}
