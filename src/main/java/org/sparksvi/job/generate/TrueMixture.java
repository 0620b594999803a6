package org.sparksvi.job.generate;

import java.io.Serializable;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * A mixture of Gaussians drawn from a prior, ready to draw rows from.
 *
 * <pre>
 *   π ~ Dirichlet(concentration)
 *   μ_k ~ N(0, separation² I)
 *   Σ_k = L_k L_kᵀ,  L_k lower triangular: ½ + U(0, 1) on the diagonal, N(0, 1/D) below it
 *   z ~ π,  x ~ N(μ_z, Σ_z)        for every row, from a stream of its own
 * </pre>
 */
public final class TrueMixture implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int columns;
  private final Streams streams;
  private final double[] cumulative; // components: Σ_{j ≤ k} π_j, without normalisation
  private final double[] means; // components × columns
  private final double[] factors; // components × columns × columns: L

  private TrueMixture(RowsSettings settings) {
    int components = settings.components();
    this.columns = settings.columns();
    this.streams = new Streams(settings.seed());
    this.cumulative = new double[components];
    this.means = new double[components * columns];
    this.factors = new double[components * columns * columns];
    double sum = 0;
    for (int k = 0; k < components; k++) {
      RandomStream stream = streams.stream(Purpose.START, k);
      sum += stream.gamma(settings.concentration());
      cumulative[k] = sum;
      for (int d = 0; d < columns; d++) {
        means[k * columns + d] = settings.separation() * stream.normal();
      }
      drawFactor(k * columns * columns, stream);
    }
    if (sum == 0) { // every draw was too small for a double: all the weight on the last
      cumulative[components - 1] = 1;
    }
  }

  private void drawFactor(int from, RandomStream stream) {
    double below = 1 / Math.sqrt(columns);
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < i; j++) {
        factors[from + i * columns + j] = below * stream.normal();
      }
      factors[from + i * columns + i] = 0.5 + stream.uniform();
    }
  }

  /** Draws the mixture that settings name. */
  public static TrueMixture draw(RowsSettings settings) {
    return new TrueMixture(settings);
  }

  /** Draws a row; overwrites {@code row} and returns its component. */
  public int draw(long n, double[] row) {
    RandomStream stream = streams.stream(Purpose.DRAW, n);
    int k = TrueTopics.firstAbove(cumulative, stream.uniform() * cumulative[cumulative.length - 1]);
    System.arraycopy(means, k * columns, row, 0, columns);
    for (int j = 0; j < columns; j++) {
      double z = stream.normal();
      for (int i = j; i < columns; i++) {
        row[i] += factors[(k * columns + i) * columns + j] * z;
      }
    }
    return k;
  }

  /** π, components. */
  public double[] weights() {
    double[] weights = cumulative.clone();
    for (int k = weights.length - 1; k >= 0; k--) {
      double before = k > 0 ? cumulative[k - 1] : 0;
      weights[k] = (weights[k] - before) / cumulative[cumulative.length - 1];
    }
    return weights;
  }

  /** μ, components × columns. */
  public double[] means() {
    return means.clone();
  }

  /** Σ, components × columns × columns. */
  public double[] covariances() {
    double[] covariances = new double[factors.length];
    for (int at = 0; at < covariances.length; at++) {
      int row = at / columns * columns;
      int other = at / (columns * columns) * columns * columns + at % columns * columns;
      for (int m = 0; m < columns; m++) {
        covariances[at] += factors[row + m] * factors[other + m];
      }
    }
    return covariances;
  }
}
