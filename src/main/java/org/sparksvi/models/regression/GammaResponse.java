package org.sparksvi.models.regression;

import java.util.List;
import org.sparksvi.numeric.IncompleteGamma;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * Positive responses whose log mean is the predictor: of mean μ = e^f and variance μ² / k.
 *
 * <pre>
 *   l = k log k − log Γ(k) + (k − 1) log y − k f − k y e^−f        E e^−f = e^(v/2 − m)
 * </pre>
 *
 * @param shape k
 */
public record GammaResponse(double shape) implements LogLink {
  private static final long serialVersionUID = 1L;
  private static final Dispersion SHAPE = new Dispersion("shape", false, 1, 0.01, 0.01);

  /** With the shape to start from. */
  public GammaResponse() {
    this(SHAPE.start());
  }

  private double log(double y, double mean, double ratio) {
    return shape * (StrictMath.log(shape) - mean - ratio)
        - SpecialFunctions.logGamma(shape)
        + (shape - 1) * StrictMath.log(y);
  }

  private static double ratio(double y, double f) {
    return y * StrictMath.exp(-f);
  }

  @Override
  public double log(double y, double f) {
    return log(y, f, ratio(y, f));
  }

  @Override
  public double slope(double y, double f) {
    return shape * (ratio(y, f) - 1);
  }

  @Override
  public double curvature(double y, double f) {
    return shape * ratio(y, f);
  }

  /** The expected one. */
  @Override
  public double firstCurvature(double y, double f) {
    return shape;
  }

  @Override
  public double variance(double f) {
    return mean(f) * mean(f) / shape;
  }

  @Override
  public double cumulative(double y, double f) {
    return y <= 0 ? 0 : IncompleteGamma.lower(shape, shape * ratio(y, f));
  }

  @Override
  public String refused(double y) {
    return Responses.positive(y);
  }

  @Override
  public void expect(double y, double mean, double variance, double[] out) {
    double ratio = ratio(y, mean - 0.5 * variance);
    out[0] = log(y, mean, ratio);
    out[1] = shape * (ratio - 1);
    out[2] = shape * ratio;
  }

  @Override
  public void predict(double mean, double variance, double[] out) {
    LogLink.predict(mean, variance, 0, 1 / shape, out);
  }

  @Override
  public List<Dispersion> dispersions() {
    return List.of(SHAPE);
  }

  @Override
  public ScalarLikelihood with(double[] values) {
    return new GammaResponse(values[0]);
  }

  @Override
  public void addDispersion(
      double y, double mean, double variance, double weight, double[] slopes, double[] curvatures) {
    double slope =
        StrictMath.log(shape)
            + 1
            - SpecialFunctions.digamma(shape)
            + StrictMath.log(y)
            - mean
            - ratio(y, mean - 0.5 * variance);
    double change = 1 / shape - SpecialFunctions.trigamma(shape);
    slopes[0] += weight * shape * slope;
    curvatures[0] -= weight * (shape * slope + shape * shape * change);
  }
}
