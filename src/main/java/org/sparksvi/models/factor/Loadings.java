package org.sparksvi.models.factor;

import java.util.Arrays;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.SymmetricEigen;

/**
 * What local steps need to know of the globals: first and second moments of loadings and noise.
 *
 * <pre>
 *   y_d = w_d · z + μ_d + ε_d,   z ~ N(0, I),   ε_d ~ N(0, 1/τ_d),   y = (x − centre) / scale
 * </pre>
 *
 * <p>Immutable by use; accessors return live arrays.
 */
final class Loadings {
  private static final double LOG_2_PI = 1.8378770664093453;

  private final FactorSettings settings;
  private final double[] weights; // E w, D × q
  private final double[] offsets; // E μ, D
  private final double[] precisions; // E τ, D
  private final double[] logPrecisions; // E log τ, D
  private final double[] spread; // Cov (w_d, μ_d), (q+1)²: none, one for all columns, or one each
  private final double[] centre; // D
  private final double scale;

  /** Keeps the arrays. */
  Loadings(
      FactorSettings settings,
      double[] weights,
      double[] offsets,
      double[] precisions,
      double[] logPrecisions,
      double[] spread,
      Bundle parameters) {
    this(
        settings,
        weights,
        offsets,
        precisions,
        logPrecisions,
        spread,
        parameters.values(Moments.CENTRE),
        parameters.values(Moments.SCALE)[0]);
  }

  private Loadings(
      FactorSettings settings,
      double[] weights,
      double[] offsets,
      double[] precisions,
      double[] logPrecisions,
      double[] spread,
      double[] centre,
      double scale) {
    this.settings = settings;
    this.weights = weights;
    this.offsets = offsets;
    this.precisions = precisions;
    this.logPrecisions = logPrecisions;
    this.spread = spread;
    this.centre = centre;
    this.scale = scale;
  }

  FactorSettings settings() {
    return settings;
  }

  double[] weights() {
    return weights;
  }

  double[] offsets() {
    return offsets;
  }

  double[] precisions() {
    return precisions;
  }

  double[] logPrecisions() {
    return logPrecisions;
  }

  double[] centre() {
    return centre;
  }

  double scale() {
    return scale;
  }

  boolean hasSpread() {
    return spread.length > 0;
  }

  /** Where the covariance of a column's loadings begins in {@link #spread()}. */
  int spreadOf(int d) {
    int size = settings.size() * settings.size();
    return spread.length == size ? 0 : d * size;
  }

  double[] spread() {
    return spread;
  }

  /** The same at the means of loadings and precisions. */
  Loadings point() {
    double[] logs = Arrays.stream(precisions).map(StrictMath::log).toArray();
    return new Loadings(settings, weights, offsets, precisions, logs, new double[0], centre, scale);
  }

  /**
   * E[log p(y | z)] of the rows that moments stand for.
   *
   * <pre>
   *   −½ Σ_d [ n_d (log 2π − E log τ_d) + E τ_d (Σ y_d² − 2 m_d · Σ y_d E z̃ + tr((m_d m_dᵀ + V_d) S_d)) ]
   * </pre>
   */
  double expectedLogLikelihood(Moments rows) {
    double sum = 0;
    for (int d = 0; d < settings.columns(); d++) {
      double logs = LOG_2_PI - logPrecisions[d];
      sum -= 0.5 * (rows.weight(d) * logs + precisions[d] * squaredErrors(d, rows));
    }
    return sum;
  }

  private double squaredErrors(int d, Moments rows) {
    int size = settings.size();
    double errors = rows.square(d);
    for (int i = 0; i < size; i++) {
      errors -= 2 * mean(d, i) * rows.products()[d * size + i];
      for (int j = 0; j < size; j++) {
        double second = mean(d, i) * mean(d, j);
        second += hasSpread() ? spread[spreadOf(d) + i * size + j] : 0;
        errors += second * rows.moments()[rows.ofColumn(d) + i * size + j];
      }
    }
    return errors;
  }

  /** Of (w_d, μ_d). */
  private double mean(int d, int i) {
    int q = settings.factors();
    return i < q ? weights[d * q + i] : offsets[d];
  }

  /**
   * The same model with the latent vector rotated so that factors come in the order of how much a
   * row tells about them, apart from each other: Σ τ w wᵀ is diagonal and descends. Which rotation
   * is trained is chance; this one is not.
   */
  Loadings canonical() {
    int q = settings.factors();
    double[] information = new double[q * q];
    for (int d = 0; d < settings.columns(); d++) {
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          information[i * q + j] += precisions[d] * weights[d * q + i] * weights[d * q + j];
        }
      }
    }
    double[] axes = SymmetricEigen.of(information, q, "the factors' information").vectors();
    double[] rotated = new double[weights.length];
    for (int d = 0; d < settings.columns(); d++) {
      rotate(axes, weights, d * q, 1, rotated, d * q);
    }
    fixSigns(axes, rotated);
    return new Loadings(
        settings, rotated, offsets, precisions, logPrecisions, rotateSpread(axes), centre, scale);
  }

  /** {@code out[i] = Σ_j axes[i, j] from[j · stride]}, for q numbers. */
  private void rotate(double[] axes, double[] from, int start, int stride, double[] out, int at) {
    int q = settings.factors();
    for (int i = 0; i < q; i++) {
      double sum = 0;
      for (int j = 0; j < q; j++) {
        sum += axes[i * q + j] * from[start + j * stride];
      }
      out[at + i * stride] = sum;
    }
  }

  /** Makes each factor's largest loading positive. */
  private void fixSigns(double[] axes, double[] rotated) {
    int q = settings.factors();
    for (int j = 0; j < q; j++) {
      double largest = 0;
      for (int d = 0; d < settings.columns(); d++) {
        double weight = rotated[d * q + j];
        largest = Math.abs(weight) > Math.abs(largest) ? weight : largest;
      }
      if (largest < 0) {
        for (int d = 0; d < settings.columns(); d++) {
          rotated[d * q + j] = -rotated[d * q + j];
        }
        for (int i = 0; i < q; i++) {
          axes[j * q + i] = -axes[j * q + i];
        }
      }
    }
  }

  private double[] rotateSpread(double[] axes) {
    int size = settings.size();
    double[] once = spread.clone();
    for (int from = 0; from < spread.length; from += size * size) {
      for (int j = 0; j < size; j++) {
        rotate(axes, spread, from + j, size, once, from + j); // columns
      }
    }
    double[] twice = once.clone();
    for (int row = 0; row < spread.length; row += size) {
      rotate(axes, once, row, 1, twice, row);
    }
    return twice;
  }
}
