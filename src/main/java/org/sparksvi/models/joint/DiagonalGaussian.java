package org.sparksvi.models.joint;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;

/**
 * C = diag e^ω.
 *
 * <pre>
 *   ∂/∂μ = g     ∂/∂ω_i = g_i z_i e^ω_i     H = Σ ω + d/2 log 2πe
 * </pre>
 */
final class DiagonalGaussian implements Gaussian {
  private final double[] mean;
  private final double[] logScale;
  private final double[] scale;

  DiagonalGaussian(Bundle parameters) {
    mean = parameters.values(MEAN);
    logScale = parameters.values(LOG_SCALE);
    scale = new double[mean.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = StrictMath.exp(logScale[i]);
    }
  }

  @Override
  public double[] mean() {
    return mean;
  }

  @Override
  public int noises() {
    return mean.length;
  }

  @Override
  public double[] draw(double[] z) {
    double[] out = new double[mean.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = mean[i] + scale[i] * z[i];
    }
    return out;
  }

  @Override
  public double log(double[] at) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      double z = (at[i] - mean[i]) / scale[i];
      sum -= 0.5 * z * z + HALF_LOG_2_PI + logScale[i];
    }
    return sum;
  }

  @Override
  public double[] pull(double[] at) {
    double[] out = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      out[i] = (at[i] - mean[i]) / scale[i] / scale[i];
    }
    return out;
  }

  @Override
  public double entropy() {
    double sum = 0;
    for (double log : logScale) {
      sum += log + 0.5 + HALF_LOG_2_PI;
    }
    return sum;
  }

  @Override
  public void add(double[] z, double[] derivative, double share, Direction into) {
    double[] means = into.values(MEAN);
    double[] scales = into.values(LOG_SCALE);
    for (int i = 0; i < z.length; i++) {
      means[i] += share * derivative[i];
      scales[i] += share * derivative[i] * z[i] * scale[i];
    }
  }

  @Override
  public void addEntropy(Direction into) {
    double[] scales = into.values(LOG_SCALE);
    for (int i = 0; i < scales.length; i++) {
      scales[i] += 1;
    }
  }

  @Override
  public void natural(Direction out) {
    double[] means = out.values(MEAN);
    double[] scales = out.values(LOG_SCALE);
    for (int i = 0; i < means.length; i++) {
      means[i] *= scale[i] * scale[i];
      scales[i] *= 0.5;
    }
  }

  @Override
  public double length(Direction step) {
    double[] means = step.values(MEAN);
    double[] scales = step.values(LOG_SCALE);
    double square = 0;
    double most = 0;
    for (int i = 0; i < means.length; i++) {
      double along = means[i] / scale[i];
      square += along * along / means.length;
      most = Math.max(most, Math.abs(scales[i]));
    }
    return Math.max(Math.sqrt(square), most);
  }
}
