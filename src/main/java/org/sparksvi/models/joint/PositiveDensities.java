package org.sparksvi.models.joint;

import org.sparksvi.numeric.SpecialFunctions;

/** Densities of positive numbers, and of numbers between 0 and 1. */
abstract class PositiveDensities extends RealDensities {
  private static final double HALF_NORMAL_MEAN = Math.sqrt(2 / Math.PI);

  /**
   * The normal density around 0, of positive numbers alone: twice as high.
   *
   * <pre>
   *   log p = −½ (x / sd)² − log sd + ½ log(2 / π)
   * </pre>
   */
  public static Density halfNormal(double sd) {
    return halfNormal(Given.of(sd));
  }

  public static Density halfNormal(Value sd) {
    return halfNormal(Given.of(sd));
  }

  private static Density halfNormal(Given sd) {
    Given scale = sd.positive("the standard deviation of a half-normal density");
    Density whole = new Locations.Normal(Given.of(0), scale);
    return new Locations.Half(whole, HALF_NORMAL_MEAN, scale);
  }

  /**
   * The Cauchy density around 0, of positive numbers alone.
   *
   * <pre>
   *   log p = log(2 / π) − log scale − log(1 + (x / scale)²)
   * </pre>
   */
  public static Density halfCauchy(double scale) {
    return halfCauchy(Given.of(scale));
  }

  public static Density halfCauchy(Value scale) {
    return halfCauchy(Given.of(scale));
  }

  private static Density halfCauchy(Given scale) {
    scale.positive("the scale of a half-Cauchy density");
    return new Locations.Half(new Locations.Cauchy(Given.of(0), scale), Double.NaN, scale);
  }

  /**
   * Student's t around 0, of positive numbers alone.
   *
   * <pre>
   *   log p = log 2 + log t(x; freedom, 0, scale)
   * </pre>
   */
  public static Density halfStudentT(double freedom, double scale) {
    return halfStudentT(freedom, Given.of(scale));
  }

  public static Density halfStudentT(double freedom, Value scale) {
    return halfStudentT(freedom, Given.of(scale));
  }

  private static Density halfStudentT(double freedom, Given scale) {
    Given nu = Given.of(freedom).positive("the degrees of freedom of a half Student's t");
    scale.positive("the scale of a half Student's t");
    Density whole = new Locations.StudentT(nu, Given.of(0), scale);
    return new Locations.Half(whole, unitMean(freedom), scale);
  }

  /** E |t| = 2 √ν Γ((ν + 1) / 2) / (√π Γ(ν / 2) (ν − 1)). */
  private static double unitMean(double freedom) {
    if (freedom <= 1) {
      return Double.NaN;
    }
    double ratio =
        SpecialFunctions.logGamma(0.5 * (freedom + 1)) - SpecialFunctions.logGamma(0.5 * freedom);
    return 2 * Math.sqrt(freedom / Math.PI) * StrictMath.exp(ratio) / (freedom - 1);
  }

  /**
   * Of mean 1 / rate.
   *
   * <pre>
   *   log p = log rate − rate x
   * </pre>
   */
  public static Density exponential(double rate) {
    return exponential(Given.of(rate));
  }

  public static Density exponential(Value rate) {
    return exponential(Given.of(rate));
  }

  private static Density exponential(Given rate) {
    return new Positives.Exponential(rate.positive("the rate of an exponential density"));
  }

  /**
   * Of mean shape / rate.
   *
   * <pre>
   *   log p = shape log rate − log Γ(shape) + (shape − 1) log x − rate x
   * </pre>
   */
  public static Density gamma(double shape, double rate) {
    return gamma(Given.of(shape), Given.of(rate));
  }

  public static Density gamma(Value shape, double rate) {
    return gamma(Given.of(shape), Given.of(rate));
  }

  public static Density gamma(double shape, Value rate) {
    return gamma(Given.of(shape), Given.of(rate));
  }

  public static Density gamma(Value shape, Value rate) {
    return gamma(Given.of(shape), Given.of(rate));
  }

  private static Density gamma(Given shape, Given rate) {
    return new Positives.Gamma(
        shape.positive("the shape of a gamma density"),
        rate.positive("the rate of a gamma density"));
  }

  /**
   * Of 1 / x where x is gamma of that shape, and the scale its rate.
   *
   * <pre>
   *   log p = shape log scale − log Γ(shape) − (shape + 1) log x − scale / x
   * </pre>
   */
  public static Density inverseGamma(double shape, double scale) {
    return inverseGamma(Given.of(shape), Given.of(scale));
  }

  public static Density inverseGamma(Value shape, double scale) {
    return inverseGamma(Given.of(shape), Given.of(scale));
  }

  public static Density inverseGamma(double shape, Value scale) {
    return inverseGamma(Given.of(shape), Given.of(scale));
  }

  public static Density inverseGamma(Value shape, Value scale) {
    return inverseGamma(Given.of(shape), Given.of(scale));
  }

  private static Density inverseGamma(Given shape, Given scale) {
    return new Positives.InverseGamma(
        shape.positive("the shape of an inverse gamma density"),
        scale.positive("the scale of an inverse gamma density"));
  }

  /**
   * Of e^x where x is normal.
   *
   * <pre>
   *   log p = log N(log x; location, scale²) − log x
   * </pre>
   */
  public static Density logNormal(double location, double scale) {
    return logNormal(Given.of(location), Given.of(scale));
  }

  public static Density logNormal(Value location, double scale) {
    return logNormal(Given.of(location), Given.of(scale));
  }

  public static Density logNormal(double location, Value scale) {
    return logNormal(Given.of(location), Given.of(scale));
  }

  public static Density logNormal(Value location, Value scale) {
    return logNormal(Given.of(location), Given.of(scale));
  }

  private static Density logNormal(Given location, Given scale) {
    return new Positives.LogNormal(
        location.finite("the location of a log-normal density"),
        scale.positive("the scale of a log-normal density"));
  }

  /**
   * Of times until an event.
   *
   * <pre>
   *   log p = log shape − log scale + (shape − 1) log(x / scale) − (x / scale)^shape
   * </pre>
   */
  public static Density weibull(double shape, double scale) {
    return weibull(Given.of(shape), Given.of(scale), Given.of(1));
  }

  public static Density weibull(Value shape, Value scale) {
    return weibull(Given.of(shape), Given.of(scale), Given.of(1));
  }

  /**
   * Of times until an event, some of which were cut off by the end of watching: of these it is only
   * known that they are longer.
   *
   * <pre>
   *   log p = event · (log hazard of weibull) − (x / scale)^shape
   * </pre>
   *
   * @param event 1 where the event was seen, 0 where not, n × 1
   */
  public static Density weibull(Value shape, Value scale, Value event) {
    return weibull(Given.of(shape), Given.of(scale), Given.of(event));
  }

  private static Density weibull(Given shape, Given scale, Given event) {
    return new Positives.Weibull(
        shape.positive("the shape of a Weibull density"),
        scale.positive("the scale of a Weibull density"),
        event);
  }

  /**
   * Of numbers between 0 and 1, of mean a / (a + b).
   *
   * <pre>
   *   log p = (a − 1) log x + (b − 1) log(1 − x) − log B(a, b)
   * </pre>
   */
  public static Density beta(double a, double b) {
    return beta(Given.of(a), Given.of(b));
  }

  public static Density beta(Value a, double b) {
    return beta(Given.of(a), Given.of(b));
  }

  public static Density beta(double a, Value b) {
    return beta(Given.of(a), Given.of(b));
  }

  public static Density beta(Value a, Value b) {
    return beta(Given.of(a), Given.of(b));
  }

  private static Density beta(Given a, Given b) {
    return new Positives.Beta(a.positive("a of a beta density"), b.positive("b of a beta density"));
  }

  /**
   * A beta density by its mean and its precision: a = mean · precision, b = (1 − mean) precision.
   */
  public static Density betaProportion(Value mean, Value precision) {
    Value a = mean.times(precision);
    return new Positives.Beta(Given.of(a), Given.of(precision.minus(a)));
  }
}
