package org.sparksvi.models.regression;

import java.util.List;
import org.sparksvi.numeric.GaussHermite;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * Responses with noise of Student's t, for outliers: of scale 1/√τ and ν degrees of freedom.
 *
 * <pre>
 *   l = log Γ((ν+1)/2) − log Γ(ν/2) − ½ log(νπ/τ) − (ν+1)/2 log(1 + τ (y − f)² / ν)
 * </pre>
 *
 * <p>l is not concave: rows far away have negative curvatures, which make deviations exact.
 *
 * @param precision τ, where responses have variance 1
 * @param degrees ν
 */
public record StudentT(double precision, double degrees) implements ScalarLikelihood {
  private static final long serialVersionUID = 1L;
  private static final Dispersion PRECISION = new Dispersion("scale", true, 1, 0.01, 0.01);

  /** Prior of Juárez and Steel (2010). */
  private static final Dispersion DEGREES = new Dispersion("degrees", false, 10, 2, 0.1);

  /** With the values to start from. */
  public StudentT() {
    this(PRECISION.start(), DEGREES.start());
  }

  /** τ (y − f)² / ν. */
  private double square(double y, double f) {
    return precision * (y - f) * (y - f) / degrees;
  }

  private double constant() {
    return SpecialFunctions.logGamma(0.5 * (degrees + 1))
        - SpecialFunctions.logGamma(0.5 * degrees)
        - 0.5 * StrictMath.log(degrees * Math.PI / precision);
  }

  @Override
  public double log(double y, double f) {
    return constant() - 0.5 * (degrees + 1) * StrictMath.log1p(square(y, f));
  }

  @Override
  public double slope(double y, double f) {
    return (degrees + 1) / degrees * precision * (y - f) / (1 + square(y, f));
  }

  @Override
  public double curvature(double y, double f) {
    double u = square(y, f);
    return (degrees + 1) / degrees * precision * (1 - u) / ((1 + u) * (1 + u));
  }

  /** As if noise were normal: least squares. */
  @Override
  public double firstCurvature(double y, double f) {
    return precision;
  }

  @Override
  public double firstSlope(double y, double f) {
    return precision * (y - f);
  }

  @Override
  public double link(double mean) {
    return mean;
  }

  @Override
  public double mean(double f) {
    return f;
  }

  /** Infinite variances, of at most 2 degrees of freedom, are given as those of 2.1. */
  @Override
  public double variance(double f) {
    double finite = Math.max(degrees, 2.1);
    return finite / (finite - 2) / precision;
  }

  @Override
  public double cumulative(double y, double f) {
    return Quantiles.cumulative((y - f) * Math.sqrt(precision), degrees);
  }

  @Override
  public boolean location() {
    return true;
  }

  @Override
  public String refused(double y) {
    return "";
  }

  /** The constant once. */
  @Override
  public void expect(double y, double mean, double variance, double[] out) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = Quadrature.rule();
    double value = 0;
    double slope = 0;
    double curvature = 0;
    for (int i = 0; i < rule.size(); i++) {
      double f = mean + deviation * rule.node(i);
      double first = rule.weight(i) * slope(y, f);
      value += rule.weight(i) * StrictMath.log1p(square(y, f));
      slope += first;
      curvature -= first * rule.node(i);
    }
    out[0] = constant() - 0.5 * (degrees + 1) * value;
    out[1] = slope;
    out[2] = deviation > Quadrature.NARROW ? curvature / deviation : curvature(y, mean);
  }

  @Override
  public void predict(double mean, double variance, double[] out) {
    out[0] = mean;
    out[1] = variance + variance(mean);
  }

  @Override
  public List<Dispersion> dispersions() {
    return List.of(PRECISION, DEGREES);
  }

  @Override
  public ScalarLikelihood with(double[] values) {
    return new StudentT(values[0], values[1]);
  }

  @Override
  public void addDispersion(
      double y, double mean, double variance, double weight, double[] slopes, double[] curvatures) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = Quadrature.rule();
    double log = 0; // E log(1 + u)
    double share = 0; // E u / (1 + u)
    double spread = 0; // E u / (1 + u)²
    for (int i = 0; i < rule.size(); i++) {
      double u = square(y, mean + deviation * rule.node(i));
      log += rule.weight(i) * StrictMath.log1p(u);
      share += rule.weight(i) * u / (1 + u);
      spread += rule.weight(i) * u / ((1 + u) * (1 + u));
    }
    double half = 0.5 * degrees;
    double more = half + 0.5;
    slopes[0] += weight * (0.5 - more * share);
    curvatures[0] += weight * more * spread;
    double digammas = half * (SpecialFunctions.digamma(more) - SpecialFunctions.digamma(half));
    double trigammas =
        half * half * (SpecialFunctions.trigamma(more) - SpecialFunctions.trigamma(half));
    slopes[1] += weight * (digammas - 0.5 - half * log + more * share);
    curvatures[1] -=
        weight * (digammas + trigammas - half * log + 2 * half * share - more * spread);
  }
}
