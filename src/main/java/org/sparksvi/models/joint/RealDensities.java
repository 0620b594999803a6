package org.sparksvi.models.joint;

/** Densities of numbers of any sign. */
abstract class RealDensities {
  /**
   * N(mean, sd²).
   *
   * <pre>
   *   log p = −½ ((x − mean) / sd)² − log sd − ½ log 2π
   * </pre>
   */
  public static Density normal(double mean, double sd) {
    return normal(Given.of(mean), Given.of(sd));
  }

  public static Density normal(Value mean, double sd) {
    return normal(Given.of(mean), Given.of(sd));
  }

  public static Density normal(double mean, Value sd) {
    return normal(Given.of(mean), Given.of(sd));
  }

  public static Density normal(Value mean, Value sd) {
    return normal(Given.of(mean), Given.of(sd));
  }

  private static Density normal(Given mean, Given sd) {
    return new Locations.Normal(
        mean.finite("the mean of a normal density"),
        sd.positive("the standard deviation of a normal density"));
  }

  /**
   * Of tails so heavy that there is no mean.
   *
   * <pre>
   *   log p = −log π − log scale − log(1 + z²),   z = (x − location) / scale
   * </pre>
   */
  public static Density cauchy(double location, double scale) {
    return cauchy(Given.of(location), Given.of(scale));
  }

  public static Density cauchy(Value location, double scale) {
    return cauchy(Given.of(location), Given.of(scale));
  }

  public static Density cauchy(double location, Value scale) {
    return cauchy(Given.of(location), Given.of(scale));
  }

  public static Density cauchy(Value location, Value scale) {
    return cauchy(Given.of(location), Given.of(scale));
  }

  private static Density cauchy(Given location, Given scale) {
    return new Locations.Cauchy(
        location.finite("the location of a Cauchy density"),
        scale.positive("the scale of a Cauchy density"));
  }

  /**
   * Two exponentials, back to back.
   *
   * <pre>
   *   log p = −|x − location| / scale − log(2 scale)
   * </pre>
   */
  public static Density laplace(double location, double scale) {
    return laplace(Given.of(location), Given.of(scale));
  }

  public static Density laplace(Value location, double scale) {
    return laplace(Given.of(location), Given.of(scale));
  }

  public static Density laplace(double location, Value scale) {
    return laplace(Given.of(location), Given.of(scale));
  }

  public static Density laplace(Value location, Value scale) {
    return laplace(Given.of(location), Given.of(scale));
  }

  private static Density laplace(Given location, Given scale) {
    return new Locations.Laplace(
        location.finite("the location of a Laplace density"),
        scale.positive("the scale of a Laplace density"));
  }

  /**
   * What the logistic function is the cumulative distribution of.
   *
   * <pre>
   *   log p = −z − 2 log(1 + e^−z) − log scale,   z = (x − location) / scale
   * </pre>
   */
  public static Density logistic(double location, double scale) {
    return logistic(Given.of(location), Given.of(scale));
  }

  public static Density logistic(Value location, double scale) {
    return logistic(Given.of(location), Given.of(scale));
  }

  public static Density logistic(double location, Value scale) {
    return logistic(Given.of(location), Given.of(scale));
  }

  public static Density logistic(Value location, Value scale) {
    return logistic(Given.of(location), Given.of(scale));
  }

  private static Density logistic(Given location, Given scale) {
    return new Locations.Logistic(
        location.finite("the location of a logistic density"),
        scale.positive("the scale of a logistic density"));
  }

  /**
   * Student's t.
   *
   * <pre>
   *   log p = log Γ((ν + 1) / 2) − log Γ(ν / 2) − ½ log νπ − log scale − ½ (ν + 1) log(1 + z² / ν)
   *   z = (x − location) / scale
   * </pre>
   */
  public static Density studentT(double freedom, double location, double scale) {
    return studentT(Given.of(freedom), Given.of(location), Given.of(scale));
  }

  public static Density studentT(double freedom, Value location, double scale) {
    return studentT(Given.of(freedom), Given.of(location), Given.of(scale));
  }

  public static Density studentT(double freedom, double location, Value scale) {
    return studentT(Given.of(freedom), Given.of(location), Given.of(scale));
  }

  public static Density studentT(double freedom, Value location, Value scale) {
    return studentT(Given.of(freedom), Given.of(location), Given.of(scale));
  }

  public static Density studentT(Value freedom, Value location, Value scale) {
    return studentT(Given.of(freedom), Given.of(location), Given.of(scale));
  }

  private static Density studentT(Given freedom, Given location, Given scale) {
    return new Locations.StudentT(
        freedom.positive("the degrees of freedom of Student's t"),
        location.finite("the location of Student's t"),
        scale.positive("the scale of Student's t"));
  }

  /** From low to high the same, and nothing elsewhere. */
  public static Density uniform(double low, double high) {
    if (!(low < high) || !(high - low < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a uniform density must have low < high, both finite, but has %s and %s"
              .formatted(low, high));
    }
    return new Locations.Uniform(low, high);
  }

  /**
   * No prior at all: the same everywhere, which does not integrate. The posterior is one only if
   * the rows make it so, and there is no evidence to compare models by.
   */
  public static Density flat() {
    return new Locations.Flat();
  }
}
