package org.sparksvi.models.factor;

import java.util.Arrays;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.ColumnMoments;
import org.sparksvi.model.Start;

/**
 * Where training starts: centre, scale, loadings and noise of a sample of rows.
 *
 * <p>The centre is the sample's mean and the scale the root of its mean variance; both only choose
 * the units of the arithmetic, since the mean is learned. Loadings and noise are those of the
 * sample's {@link PrincipalAxes}, which is where the likelihood of isotropic noise is largest;
 * loadings at random would first come near saddles, where some factors explain nothing.
 */
final class FactorStart {
  private final FactorSettings settings;
  private final ColumnMoments moments; // in the data's units
  private final double scale;

  /**
   * Looks at the sample.
   *
   * @param all whether every column has to vary, for noise of its own
   */
  FactorStart(FactorSettings settings, Start<DenseBlock> start, boolean all) {
    this.settings = settings;
    if (start.rows() <= settings.factors()) {
      throw new IllegalArgumentException(
          "there must be more rows than factors, but there are %d rows for %d"
              .formatted(start.rows(), settings.factors()));
    }
    ColumnMoments sample = ColumnMoments.of(start, settings.columns());
    requireObserved(sample);
    moments = all || meanVariance(sample) == 0 ? sample.untilAllVary(start) : sample;
    if (all) {
      requireVariance();
    }
    double mean = meanVariance(moments);
    if (!(mean > 0 && mean < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "columns must vary, but the mean of their variances is %s".formatted(mean));
    }
    scale = Math.sqrt(mean);
  }

  private static double meanVariance(ColumnMoments moments) {
    return Arrays.stream(moments.variances()).average().orElseThrow();
  }

  private static void requireObserved(ColumnMoments sample) {
    for (int d = 0; d < sample.weights().length; d++) {
      if (!(sample.weights()[d] > 0)) {
        throw new IllegalArgumentException(
            "every column must have an observed value of positive weight, but column %d has none in a sample of %d rows"
                .formatted(d, sample.rows()));
      }
    }
  }

  private void requireVariance() {
    for (int d = 0; d < moments.variances().length; d++) {
      if (!(moments.variances()[d] > 0)) {
        throw new IllegalArgumentException(
            "every column must vary to have noise of its own, but column %d is always %s"
                .formatted(d, moments.means()[d]));
      }
    }
  }

  /**
   * Loadings, D × q, and the noise of each column, in units of the scale.
   *
   * @param noise whether columns have noise of their own: then each is a unit of its own
   * @param sparing whether axes that may be noise get next to no loadings
   */
  Loaded loaded(Noise noise, boolean sparing, Start<DenseBlock> start) {
    int q = settings.factors();
    int columns = settings.columns();
    double[] units = new double[columns];
    Arrays.setAll(units, d -> noise == Noise.DIAGONAL ? Math.sqrt(moments.variances()[d]) : scale);
    PrincipalAxes axes =
        PrincipalAxes.of(q, start.sample(), moments.means(), units, start.streams());
    double[] loadings = new double[columns * q];
    double least = sparing ? axes.edge() : axes.noise();
    double[] left = new double[columns];
    for (int d = 0; d < columns; d++) {
      double unit = units[d] / scale;
      left[d] = unit * unit * axes.noise();
      for (int j = 0; j < q; j++) {
        loadings[d * q + j] = unit * axes.loading(d, j, least);
      }
    }
    return new Loaded(loadings, left);
  }

  /** Loadings and noise. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Loaded(double[] loadings, double[] noise) {}

  /**
   * Parameters of a layout with the centre and the scale set, and moments as if each of N rows had
   * a latent vector of mean 0 and covariance I.
   */
  Bundle parameters(Layout layout, double totalWeight) {
    int size = settings.size();
    Bundle parameters = Bundle.zeros(layout);
    parameters.set(Moments.CENTRE, moments.means());
    parameters.set(Moments.SCALE, new double[] {scale});
    double[] moments = parameters.values(Moments.MOMENTS);
    for (int from = 0; from < moments.length; from += size * size) {
      for (int i = 0; i < size; i++) {
        moments[from + i * size + i] = totalWeight;
      }
    }
    return parameters;
  }
}
