package org.sparksvi.models.factor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sparksvi.numeric.Cholesky;

/**
 * What a factor model learnt, in the data's units, with factors in the order of how much a row
 * tells about them.
 *
 * <p>Accessors return copies.
 */
public final class FactorSummary {
  /**
   * A factor is in use where a complete row narrows its variance by at least this share: expected
   * precision above that of the prior.
   */
  private static final double IN_USE = 0.01;

  private final double[] mean; // D
  private final double[] loadings; // D × q
  private final double[] noise; // variances, D
  private final double[] information; // Σ τ w², by factor

  private FactorSummary(double[] mean, double[] loadings, double[] noise, double[] information) {
    this.mean = mean;
    this.loadings = loadings;
    this.noise = noise;
    this.information = information;
  }

  static FactorSummary of(Loadings from) {
    int q = from.settings().factors();
    double scale = from.scale();
    double[] mean = new double[from.settings().columns()];
    double[] loadings = new double[mean.length * q];
    double[] noise = new double[mean.length];
    double[] information = new double[q];
    for (int d = 0; d < mean.length; d++) {
      mean[d] = from.centre()[d] + scale * from.offsets()[d];
      noise[d] = scale * scale / from.precisions()[d];
      for (int j = 0; j < q; j++) {
        double w = from.weights()[d * q + j];
        loadings[d * q + j] = scale * w;
        information[j] += from.precisions()[d] * w * w;
      }
    }
    return new FactorSummary(mean, loadings, noise, information);
  }

  /** μ, D numbers. */
  public double[] mean() {
    return mean.clone();
  }

  /** W, D × q, row-major. */
  public double[] loadings() {
    return loadings.clone();
  }

  /** Variances of the noise, D numbers. */
  public double[] noise() {
    return noise.clone();
  }

  /**
   * What a complete row tells about each factor: the precision it adds to the prior's 1,
   * descending.
   */
  public double[] information() {
    return information.clone();
  }

  /** Factors that the data have a use for; relevance determination switches the others off. */
  public int factorsInUse() {
    return (int) IntStream.range(0, information.length).filter(this::inUse).count();
  }

  /** Whether the data have a use for a factor. */
  public boolean inUse(int factor) {
    return information[factor] >= IN_USE;
  }

  /** KL of the Gaussian that another summary gives the rows from the one that this gives. */
  public double divergenceOf(FactorSummary now) {
    int columns = mean.length;
    Cholesky old = covariance();
    Cholesky other = now.covariance();
    double[] shift = now.mean.clone();
    for (int d = 0; d < columns; d++) {
      shift[d] -= mean[d];
    }
    double sum = old.inverseQuadratic(shift) - columns;
    sum += old.logDeterminant() - other.logDeterminant();
    double[] column = new double[columns];
    for (int j = 0; j < columns; j++) { // tr S'⁻¹ S = Σ |L'⁻¹ L_j|², S = L Lᵀ
      for (int i = 0; i < columns; i++) {
        column[i] = other.factor()[i * columns + j];
      }
      sum += old.inverseQuadratic(column);
    }
    return 0.5 * sum;
  }

  /** W Wᵀ + Ψ. */
  private Cholesky covariance() {
    int columns = mean.length;
    int q = information.length;
    double[] all = new double[columns * columns];
    for (int c = 0; c < columns; c++) {
      all[c * columns + c] = noise[c];
      for (int d = 0; d < columns; d++) {
        for (int j = 0; j < q; j++) {
          all[c * columns + d] += loadings[c * q + j] * loadings[d * q + j];
        }
      }
    }
    return Cholesky.of(all, columns, "the covariance of the columns");
  }

  /** Variance that each factor explains, summed over the columns, q numbers. */
  public double[] explainedVariance() {
    int q = information.length;
    double[] explained = new double[q];
    for (int i = 0; i < loadings.length; i++) {
      explained[i % q] += loadings[i] * loadings[i];
    }
    return explained;
  }

  /** Share of the modelled variance that factors explain, q numbers. */
  public double[] explainedShare() {
    double all = Arrays.stream(noise).sum() + Arrays.stream(explainedVariance()).sum();
    return Arrays.stream(explainedVariance()).map(v -> v / all).toArray();
  }
}
